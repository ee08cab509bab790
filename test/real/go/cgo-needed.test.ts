import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { goEnv } from '../../../probes/go-env/index.ts';
import { nodeHost } from '../../../src/target/live/live-host.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { cleanEnv, describeReal, goToolchains } from '../../support/system/real-tools.ts';
import { removeTree } from '../../support/system/remove-tree.ts';

const C = 'package main\n\nimport "C"\n\nfunc main() {}\n';
const GO = 'package main\n\nfunc main() {}\n';

/** Files of a module, and whether cgo is on. */
const CASES: readonly (readonly [files: Readonly<Record<string, string>>, cgo: '0' | '1'])[] = [
  [{ 'm.go': C }, '0'],
  [{ 'm.go': C }, '1'],
  [{ 'm.go': GO }, '0'],
  [{ 'm.go': C, 'n.go': GO }, '0'],
  [{ 'm.go': C, 'm_test.go': 'package main\n' }, '0'],
  [{ 'm.go': C, 'n.go': `//go:build !cgo\n\n${GO}` }, '0'],
  [{ 'm.go': 'package main\n\nimport (\n\t"fmt"\n\t"C"\n)\n\nfunc main() { fmt.Println() }\n' }, '0'],
  [{ 'm.go': 'package main\n\n// import "C"\n\nfunc main() {}\n' }, '0'],
  [
    { 'm.go': 'package main\n\nimport _ "m/w"\n\nfunc main() {}\n', 'w/w.go': 'package w\n\nimport "C"\n' },
    '0',
  ],
  [
    {
      'm.go': 'package main\n\nimport _ "m/w"\n\nfunc main() {}\n',
      'w/w.go': 'package w\n\nimport "C"\n',
      'w/n.go': 'package w\n',
    },
    '0',
  ],
];

describeReal('a package for cgo alone', { go: true, tools: ['gcc'] }, () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'probe-env-cgo-needed-'));
  });
  afterAll(() => removeTree(root));

  const [oldest, newest] = [goToolchains()[0], goToolchains().at(-1)];
  for (const toolchain of [oldest, newest])
    it(`is told where ${toolchain?.version ?? 'no go'} finds no file of it`, {
      timeout: 120_000,
    }, async () => {
      const wrong: unknown[] = [];
      for (const [i, [files, cgo]] of CASES.entries()) {
        const cwd = join(root, `${toolchain?.version}-${i}`);
        for (const [name, text] of Object.entries({ 'go.mod': 'module m\n\ngo 1.18\n', ...files })) {
          mkdirSync(dirname(join(cwd, name)), { recursive: true });
          writeFileSync(join(cwd, name), text);
        }
        const env = cleanEnv({
          ...{
            HOME: root,
            GOPROXY: 'off',
            GOTOOLCHAIN: 'local',
            GOFLAGS: '-buildvcs=false',
            CGO_ENABLED: cgo,
          },
          PATH: `${dirname(toolchain?.go ?? '')}:${cleanEnv().PATH}`,
        });
        // With tests beside them it speaks of these.
        const { stderr } = spawnSync(toolchain?.go ?? '', ['build', '-n', '-o', '/dev/null', '.'], {
          cwd,
          env,
          encoding: 'utf8',
        });
        const { rules } = await judgeHost(goEnv, { ...nodeHost(process), cwd, env }, { profile: 'build' });
        if (
          /build constraints exclude all|no non-test Go files/.test(stderr) !==
          rules.includes('go-env/cgo-needed')
        )
          wrong.push({ files, cgo, stderr, rules });
      }
      expect(wrong).toEqual([]);
    });
});
