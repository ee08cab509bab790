import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const HERE = new URL('.', import.meta.url).pathname;

/** What the kernel and the loader did with a program. */
export interface Started {
  /** errno of execve(2); null where it took the program. */
  readonly errno: number | null;
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Programs and small roots to start them in. */
export class StartBench {
  readonly directory = mkdtempSync(join(tmpdir(), 'probe-env-app-'));
  readonly #starter = join(this.directory, 'starter');
  readonly #built = new Set<string>();

  constructor() {
    must(spawnSync('gcc', ['-static', '-o', this.#starter, join(HERE, 'starter.c')]));
  }

  close(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Compiles with a compiler, once; the file that comes out. */
  build(name: string, compiler: string, source: string, options: readonly string[] = []): string {
    const out = join(this.directory, 'built', name);
    if (this.#built.has(name)) return out;
    this.#built.add(name);
    mkdirSync(dirname(out), { recursive: true });
    const file = `${out}.c`;
    writeFileSync(file, source);
    must(spawnSync(compiler, ['-o', out, file, ...options], { encoding: 'utf8' }));
    return out;
  }

  root(name: string): Root {
    return new Root(join(this.directory, 'roots', name), this.#starter);
  }
}

export function must({ status, error, stderr }: SpawnSyncReturns<unknown>): void {
  if (status !== 0) throw new Error(`${error?.message ?? ''}${String(stderr)}`);
}

export class Root {
  readonly path: string;
  readonly #starter: string;

  constructor(path: string, starter: string) {
    this.path = path;
    this.#starter = starter;
    mkdirSync(join(path, 'proc'), { recursive: true });
  }

  /** Puts a file of the machine into the root, links followed. */
  copy(from: string, to = from, mode = 0o755): void {
    const target = join(this.path, to);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(realpathSync(from), target);
    chmodSync(target, mode);
  }

  write(to: string, content: string | Buffer, mode = 0o755): void {
    const target = join(this.path, to);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    chmodSync(target, mode);
  }

  link(target: string, at: string): void {
    const path = join(this.path, at);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path);
  }

  has(path: string): boolean {
    return existsSync(join(this.path, path));
  }

  start(words: readonly string[], env: Readonly<Record<string, string>> = {}, uid = 0): Started {
    const { status, signal, output, error } = spawnSync(this.#starter, [this.path, String(uid), ...words], {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    if (output === null) throw new Error(`${words.join(' ')} was not tried`, { cause: error });
    const [, stdout = '', stderr = '', errno = ''] = output as readonly (string | undefined)[];
    return {
      errno: errno === '' ? null : Number(errno),
      code: status,
      signal,
      stdout: stdout ?? '',
      stderr: stderr ?? '',
    };
  }
}

const GNU = '/lib/x86_64-linux-gnu';

/** A root with glibc, as this machine has it, and a shell. */
export function glibcRoot(bench: StartBench): Root {
  const root = bench.root('glibc');
  root.copy('/lib64/ld-linux-x86-64.so.2');
  root.copy('/lib64/ld-linux-x86-64.so.2', `${GNU}/ld-linux-x86-64.so.2`);
  for (const name of ['libc.so.6', 'libm.so.6', 'libpthread.so.0', 'libdl.so.2', 'libgcc_s.so.1'])
    root.copy(`${GNU}/${name}`);
  root.copy('/usr/bin/env');
  shell(root);
  return root;
}

export function muslRoot(bench: StartBench): Root {
  const root = bench.root('musl');
  root.copy('/lib/ld-musl-x86_64.so.1');
  shell(root);
  return root;
}

export function emptyRoot(bench: StartBench): Root {
  return bench.root('empty');
}

function shell(root: Root): void {
  root.copy('/bin/busybox', '/bin/busybox');
  root.link('busybox', '/bin/sh');
  mkdirSync(join(root.path, 'usr/bin'), { recursive: true });
  if (!root.has('/usr/bin/env')) root.link('/bin/busybox', '/usr/bin/env');
}
