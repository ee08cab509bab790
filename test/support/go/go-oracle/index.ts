import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnv, type GoToolchain } from '../../system/real-tools.ts';

/** A question to golang.org/x/mod; see oracle.go. */
export interface Question {
  readonly ask: 'match' | 'path' | 'canonical' | 'verifier' | 'gomod';
  readonly a: string;
  readonly b?: string;
}

/** golang.org/x/mod as an installed Go brings it along, ready to answer. */
export interface Oracle {
  ask(questions: readonly Question[]): readonly unknown[];
  close(): void;
}

/** Parts of x/mod that the answers need. */
const PARTS = ['internal/lazyregexp', 'modfile', 'module', 'semver', 'sumdb/note'];

/**
 * Builds a small program with this toolchain and the x/mod in its own source tree, copied at test time
 * into a directory outside the repository. The build cache is kept between runs, since from Go 1.20 on
 * the standard library is compiled at the first use.
 */
export function buildOracle({ go, goroot, version }: GoToolchain): Oracle {
  const directory = mkdtempSync(join(tmpdir(), 'oracle-'));
  for (const part of PARTS) {
    cpSync(join(goroot, 'src/cmd/vendor/golang.org/x/mod', part), join(directory, part), { recursive: true });
  }
  mkdirSync(join(directory, 'oracle'));
  copyFileSync(new URL('oracle.go', import.meta.url), join(directory, 'oracle/main.go'));
  writeFileSync(join(directory, 'go.mod'), `module golang.org/x/mod\n\ngo ${version}\n`);
  const program = join(directory, 'oracle/oracle');
  execFileSync(go, ['build', '-o', program, './oracle'], {
    cwd: directory,
    env: cleanEnv({
      GOROOT: goroot,
      GOCACHE: join(tmpdir(), 'probe-env-go-build'),
      GOTOOLCHAIN: 'local',
      GOFLAGS: '',
      GOPROXY: 'off',
      GOENV: 'off',
      CGO_ENABLED: '0',
      HOME: directory,
      XDG_CONFIG_HOME: '/dev/null',
    }),
  });
  return {
    ask: (questions) => {
      const input = questions.map(({ ask, a, b = '' }) => ({ Ask: ask, A: a, B: b }));
      const output = execFileSync(program, { input: JSON.stringify(input), maxBuffer: 64 * 1024 * 1024 });
      return JSON.parse(output.toString('utf8')) as readonly unknown[];
    },
    close: () => rmSync(directory, { recursive: true, force: true }),
  };
}
