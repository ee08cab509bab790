import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { goEnv } from '../../../probes/go-env/index.ts';
import { goAtLeast } from '../../../src/go/release.ts';
import type { Host } from '../../../src/target/host.ts';
import { nodeHost } from '../../../src/target/live/live-host.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { cleanEnv, describeReal, type GoToolchain, goToolchains } from '../../support/system/real-tools.ts';
import { removeTree } from '../../support/system/remove-tree.ts';

/** What is imported, the packages that cgo makes of it, and whether that takes headers from 1.20 on. */
const CASES = [
  { imports: '// #include <stdlib.h>\nimport "C"', packages: ['.'], needs: 'always' },
  { imports: 'import _ "net/http"', packages: ['net'], needs: '1.20' },
  { imports: 'import _ "os/user"', packages: ['os/user'], needs: '1.20' },
  { imports: 'import _ "fmt"', packages: ['.', 'fmt'], needs: null },
] as const;

let root = '';

describeReal('a C compiler without headers', { go: true, tools: ['gcc', 'unshare'], root: true }, () => {
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'probe-env-c-headers-'));
  });
  afterAll(() => removeTree(root));

  for (const toolchain of goToolchains()) {
    it(`${toolchain.version}: an error is found where cgo fails, and nowhere else`, {
      timeout: 300_000,
    }, async () => {
      const wrong: string[] = [];
      for (const [index, { imports, packages, needs }] of CASES.entries()) {
        const cwd = join(root, `${toolchain.version}-${index}`);
        mkdirSync(cwd);
        writeFileSync(join(cwd, 'go.mod'), 'module m.example/m\n\ngo 1.18\n');
        writeFileSync(join(cwd, 'm.go'), `package main\n\n${imports}\n\nfunc main() {}\n`);
        const env = environment(toolchain);
        const stderr = withoutHeaders(toolchain, ['list', '-compiled', ...packages], { cwd, env });
        // Up to 1.19 those packages come compiled, and a build has nothing to do with their sources.
        const counts = needs !== null && goAtLeast(toolchain.version, needs === 'always' ? '1.0' : needs);
        const fails = counts && /\.h: No such file or directory/.test(stderr);
        const found = await errors(env, cwd);
        const name = `${imports.split('\n').at(-1)}: ${stderr.trim().split('\n')[0]}`;
        if (fails !== found.includes('go-env/cgo-headers-missing')) wrong.push(`${name}, and ${found}`);
      }
      expect(wrong).toEqual([]);
    });
  }
});

function environment(toolchain: GoToolchain): Record<string, string> {
  return cleanEnv({
    HOME: root,
    GOPROXY: 'off',
    GOTOOLCHAIN: 'local',
    CC: 'gcc',
    CGO_ENABLED: '1',
    GOCACHE: join(root, `cache-${toolchain.version}`),
    PATH: `${dirname(toolchain.go)}:${cleanEnv().PATH}`,
  });
}

/** In a mount namespace in which an empty directory lies over the headers. */
function withoutHeaders(
  { go }: GoToolchain,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): string {
  const script = 'mount -t tmpfs none /usr/include && exec "$@"';
  const ended = spawnSync('unshare', ['-m', 'sh', '-c', script, 'sh', go, ...args], {
    ...options,
    encoding: 'utf8',
  });
  return ended.status === 0 ? '' : ended.stderr;
}

async function errors(env: NodeJS.ProcessEnv, cwd: string): Promise<readonly string[]> {
  const real = nodeHost(
    Object.create(process, { env: { value: env }, cwd: { value: () => cwd } }) as NodeJS.Process,
  );
  const host: Host = {
    ...real,
    stat: (path) => real.stat(path.startsWith('/usr/include/') ? '/usr/include/none' : path),
  };
  const { findings } = await judgeHost(goEnv, host, { deadlineMs: performance.now() + 120_000 });
  return findings.filter(({ severity }) => severity === undefined).map(({ rule }) => rule);
}
