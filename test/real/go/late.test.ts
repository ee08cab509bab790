import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { goEnv } from '../../../probes/go-env/index.ts';
import { rules } from '../../../probes/go-env/rules/index.ts';
import { goAtLeast } from '../../../src/go/release.ts';
import { nodeHost } from '../../../src/target/live/live-host.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { cleanEnv, describeReal, type GoToolchain, goToolchains } from '../../support/system/real-tools.ts';
import { removeTree } from '../../support/system/remove-tree.ts';
import { CASES, type LateCase } from './late/cases.ts';

let root = '';

/** The hash that go.sum holds of a go.mod. */
function hashOf(gomod: string): string {
  const file = createHash('sha256').update(gomod).digest('hex');
  return createHash('sha256').update(`${file}  go.mod\n`).digest('base64');
}

const PLAIN = hashOf('module sub.example/s\n');
const NEWER = hashOf('module sub.example/s\n\ngo 1.99\n');

describeReal('what go refuses once it works', { go: true, tools: ['git'], root: true }, () => {
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'probe-env-go-late-'));
  });
  afterAll(() => removeTree(root));

  for (const toolchain of goToolchains()) {
    it(`${toolchain.version}: an error is found where go fails, and nowhere else`, {
      timeout: 900_000,
    }, async () => {
      const queue = [...CASES.entries()].filter(([, { since }]) =>
        goAtLeast(toolchain.version, since ?? '1.0'),
      );
      const wrong: string[] = [];
      const work = async () => {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
          const [index, one] = next;
          const directory = join(root, `${toolchain.version}-${index}`);
          const found = await compare(toolchain, one, directory);
          // Each has a build cache of its own: all of them together take minutes to remove.
          removeTree(directory);
          if (found !== null) wrong.push(`${one.name}: ${found}`);
        }
      };
      await Promise.all([work(), work()]);
      expect(wrong.sort()).toEqual([]);
    });
  }
});

async function compare(toolchain: GoToolchain, one: LateCase, directory: string): Promise<string | null> {
  const { env, cwd } = prepare(toolchain, one, directory);
  const host = nodeHost(
    Object.create(process, { env: { value: env }, cwd: { value: () => cwd } }) as NodeJS.Process,
  );
  const { findings } = await judgeHost(goEnv, host, { deadlineMs: performance.now() + 120_000 });
  const errors = findings
    .filter(
      (f) => (f.severity ?? rules[f.rule.slice('go-env/'.length) as keyof typeof rules].severity) === 'error',
    )
    .map(({ rule }) => rule);
  const command = one.command ?? ['build', '-n', '-o', '/dev/null', '.'];
  const { status, stderr } = await run(toolchain.go, command, { env, cwd });
  if ((status !== 0) === errors.length > 0) return null;
  return status === 0
    ? `go works, and there is ${errors.join(', ')}`
    : `silent, and go says ${stderr.trim().split('\n').slice(0, 3).join(' / ')}`;
}

function prepare(toolchain: GoToolchain, one: LateCase, directory: string) {
  const fill = (text: string) =>
    text
      .replaceAll('$D', directory)
      .replaceAll('$MODHASH', PLAIN)
      .replaceAll('$NEWERHASH', NEWER)
      .replaceAll('$GO', dirname(toolchain.go));
  const files = {
    'mod/go.mod': 'module m\n\ngo 1.18\n',
    'mod/m.go': 'package main\n\nfunc main() {}\n',
    'home/.config/go/telemetry/mode': 'off',
    ...one.files,
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), fill(content));
  }
  const given = Object.entries(one.env ?? {}).map(([key, value]) => [key, fill(value)]);
  const env: Record<string, string> = cleanEnv({
    HOME: join(directory, 'home'),
    GOPROXY: 'off',
    GOSUMDB: 'off',
    GOTOOLCHAIN: 'local',
    GOCACHE: join(root, `cache-${toolchain.version}`),
    ...Object.fromEntries(given),
  });
  if (one.env?.PATH === undefined) env.PATH = `${dirname(toolchain.go)}:${env.PATH}`;
  if (one.shell !== undefined) {
    execFileSync('sh', ['-ec', fill(one.shell)], {
      cwd: directory,
      env: cleanEnv({ HOME: directory }),
      stdio: 'pipe',
    });
  }
  return { env, cwd: join(directory, one.at ?? 'mod') };
}

function run(file: string, args: readonly string[], options: { env: NodeJS.ProcessEnv; cwd: string }) {
  return new Promise<{ status: number | null; stderr: string }>((resolve) => {
    const child = execFile(file, args, { ...options, timeout: 120_000 }, (_, __, stderr) =>
      resolve({ status: child.exitCode, stderr }),
    );
  });
}
