import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { linkedFiles } from '../../build/portable/libraries.ts';
import { GO_ENV_KEYS } from '../../src/go/env-keys.ts';
import { hashNames } from '../support/files/debian-store.ts';
import { fakeGo, golangMachine } from '../support/memory/machines.ts';
import { link, type Tree } from '../support/memory/tree.ts';
import { EMPTY_ROOT, writeTrees } from '../support/memory/write-tree.ts';
import { tool } from '../support/system/real-tools.ts';

/** Where Debian's package keeps its certificates. */
export const STOCK = '/usr/share/ca-certificates/mozilla';

/** A healthy golang image on Debian with a program in it, the same on every machine that tests. */
export class TracedImage {
  readonly #home = mkdtempSync(join(tmpdir(), 'probe-env-budget-'));
  readonly #root = join(this.#home, 'root');
  readonly #log = join(this.#home, 'calls');
  // The certificates of this machine's package: those that the probe knows without looking closer.
  readonly #machine = golangMachine('', stockStore());

  /** `files` are copied to their own names below /opt; programs among them bring their libraries. */
  constructor(programs: readonly string[], files: readonly string[] = []) {
    writeTrees(this.#root, [EMPTY_ROOT, ...this.#machine.trees]);
    // The package is older than the bundle that was made from it.
    for (const name of readdirSync(STOCK)) utimesSync(join(this.#root, STOCK, name), 1, 1);
    this.#compileGo();
    for (const program of programs) {
      for (const { from, to } of linkedFiles(program)) this.#copy(from, to);
    }
    for (const file of [...programs, ...files]) this.#copy(file, inside(file));
  }

  /** Runs a program in the image under strace and returns its output with the system calls, oldest first. */
  run(argv: readonly string[], calls: string): { stdout: string; stderr: string; calls: readonly string[] } {
    const { env = {}, cwd = '/' } = this.#machine;
    // Under strace, and beside other tests, everything takes longer; what is counted does not.
    const variables = Object.entries({ ...env, PROBE_ENV_TIMEOUT: '60000' }).flatMap(([name, value]) => [
      '--setenv',
      name,
      value,
    ]);
    const bwrap = [tool('bwrap') ?? '', '--bind', this.#root, '/', '--proc', '/proc', '--dev', '/dev'];
    const start = [...bwrap, '--clearenv', ...variables, '--chdir', cwd, ...argv];
    const { stdout, stderr } = spawnSync(
      tool('strace') ?? '',
      ['-f', '-qq', '-e', 'signal=none', '-e', `trace=execve,${calls}`, '-o', this.#log, ...start],
      { encoding: 'utf8', env: {}, timeout: 60_000 },
    );
    const lines = whole(readFileSync(this.#log, 'utf8').split('\n'));
    // What comes before is bwrap's.
    const first = lines.findIndex((line) => line.includes(`execve("${argv[0]}"`));
    return { stdout, stderr, calls: lines.slice(first) };
  }

  /** Puts a file of this machine into the image for as long as the task runs. */
  with<T>(from: string, to: string, task: () => T): T {
    this.#copy(from, to);
    try {
      return task();
    } finally {
      rmSync(join(this.#root, to));
    }
  }

  close(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }

  /** A go command that is a program, as the real one is: a script would be asked for more. */
  #compileGo(): void {
    const question = ['env', '-json', ...GO_ENV_KEYS];
    const answer = execFileSync('/bin/sh', ['-c', fakeGo('1.26.10'), 'go', ...question], {
      env: { ...this.#machine.env },
      encoding: 'utf8',
    });
    const source = `#include <unistd.h>
static const char answer[] = ${JSON.stringify(answer)};
int main(void) { return write(1, answer, sizeof answer - 1) < 0; }
`;
    const output = join(this.#root, 'usr/local/go/bin/go');
    execFileSync('gcc', ['-static', '-x', 'c', '-', '-o', output], { input: source });
  }

  #copy(from: string, to: string): void {
    const target = join(this.#root, to);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(from, target);
  }
}

/** As `update-ca-certificates` leaves it: the bundle, a link to each of the package's files, and its hash name. */
function stockStore(): Tree {
  const names = readdirSync(STOCK);
  const texts = names.map((name) => readFileSync(join(STOCK, name), 'utf8'));
  const hashes = hashNames(texts.map((text) => Buffer.from(text.replace(/-----.*-----|\n/g, ''), 'base64')));
  const entries = names.flatMap((name, i) => {
    const own = name.replace(/crt$/, 'pem');
    return [
      [join(STOCK, name), texts[i] ?? ''],
      [`/etc/ssl/certs/${own}`, link(join(STOCK, name))],
      [`/etc/ssl/certs/${hashes[i]}`, link(own)],
    ] as const;
  });
  return {
    '/etc/ssl/certs': null,
    '/usr/share/ca-certificates': null,
    ...Object.fromEntries(entries),
    '/etc/ssl/certs/ca-certificates.crt': texts.join(''),
  };
}

/** Where a file of this machine is in the image. */
export function inside(file: string): string {
  return join('/opt', file);
}

/** The calls, put together where another thread's came between beginning and result. */
function whole(lines: readonly string[]): readonly string[] {
  const calls: string[] = [];
  const begun = new Map<string, string>();
  for (const line of lines) {
    const [thread = ''] = line.split(' ', 1);
    if (line.endsWith('<unfinished ...>')) begun.set(thread, line.slice(0, -'<unfinished ...>'.length));
    else calls.push(line.replace(/^\d+ <\.\.\. \w+ resumed>/, () => begun.get(thread) ?? ''));
  }
  return calls;
}
