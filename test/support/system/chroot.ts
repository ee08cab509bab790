import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import type { Tree } from '../memory/tree.ts';
import { EMPTY_ROOT, writeTrees } from '../memory/write-tree.ts';
import { builtFile } from '../runs/built-file.ts';

/** A machine of files, and how a process starts on it. */
export interface Machine {
  readonly trees: readonly Tree[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly umask?: string;
  /** Lines of shell in the machine's mount namespace, before its process starts; its root is $M. */
  readonly setup?: readonly string[];
}

/** What a process that looks at a machine from outside has around it. */
export interface Operator {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly umask: string;
  /** The Node that runs the bundle, where it is not that of the tests: with zones, roots and an OpenSSL of its own. */
  readonly node?: string;
  /** What the command is started by: another user, without rights. */
  readonly by?: readonly string[];
}

/** For what hangs. */
const LIMIT_MS = 120_000;

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly elapsedMs: number;
}

/**
 * Runs the built file on machines of files: a root file system, process and network namespaces of its
 * own, and nothing in it but the machine's tree, the built file with its libraries, and a shell for
 * programs that are scripts. Needs root; touches nothing outside a folder of its own.
 */
export class Chroots {
  readonly #home = mkdtempSync(join(tmpdir(), 'probe-env-chroot-'));
  readonly #base = join(this.#home, 'base');
  readonly #command: readonly string[];
  #count = 0;

  constructor() {
    // Whoever looks at it need not be root.
    chmodSync(this.#home, 0o755);
    const [program, bundle] = builtFile();
    this.#copyProgram(program, '/opt/probe-env/program');
    this.#copyProgram('/bin/sh', '/bin/sh');
    if (bundle !== undefined) this.#copy(bundle, '/opt/probe-env/probe-env.cjs');
    this.#command = [
      '/opt/probe-env/program',
      ...(bundle === undefined ? [] : ['/opt/probe-env/probe-env.cjs']),
    ];
    for (const path of ['/proc', '/dev']) mkdirSync(join(this.#base, path), { recursive: true });
    writeFileSync(join(this.#base, 'dev/null'), '');
  }

  run(args: readonly string[], machine: Machine): Promise<Ended> {
    return this.#run(machine, (root) => this.#start(root, args, machine));
  }

  /** The same machine looked at from outside, by a process whose own surroundings are `operator`'s. */
  lookAt(args: readonly string[], machine: Machine, operator: Operator, command = 'check'): Promise<Ended> {
    const { env = {}, uid = 0, gid = 0, cwd = '/' } = machine;
    return this.#run(machine, (root) => [
      ...asOperator(operator),
      ...[...programOf(operator), command, '--root', root, '--user', `${uid}:${gid}`, '--cwd', cwd],
      ...Object.entries(env).map(([key, value]) => `--env=${key}=${value}`),
      ...args.map((arg) => arg.replace('$M', root)),
    ]);
  }

  /**
   * A process that waits on the machine, looked at from outside of all its namespaces by its number there; `$M` is its
   * root.
   */
  async lookAtProcess(args: readonly string[], machine: Machine, operator: Operator): Promise<Ended> {
    const waiting = ['/bin/sh', '-c', 'echo waiting; read end'];
    const { home, command } = this.#stage(machine, (root) => this.#launch(root, waiting, machine));
    const process = execa('unshare', command, { reject: false, timeout: LIMIT_MS, stdin: 'pipe' });
    await new Promise((resolve) => process.stdout.once('data', resolve));
    const pid = Number(readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8'));
    const [program = '', ...words] = [
      ...asOperator(operator),
      ...[...programOf(operator), 'check', '--pid', String(pid)],
      ...args.map((arg) => arg.replace('$M', `/proc/${pid}/root`)),
    ];
    const ended = await timed(program, words);
    process.stdin.end();
    await process;
    rmSync(home, { recursive: true, force: true });
    return ended;
  }

  async #run(machine: Machine, start: (root: string) => readonly string[]): Promise<Ended> {
    const { home, command } = this.#stage(machine, start);
    const ended = await timed('unshare', command);
    rmSync(home, { recursive: true, force: true });
    return ended;
  }

  #stage(machine: Machine, start: (root: string) => readonly string[]) {
    const home = join(this.#home, String(this.#count++));
    const [upper, work, root] = ['upper', 'work', 'root'].map((name) => join(home, name)) as [
      string,
      string,
      string,
    ];
    for (const folder of [upper, work, root]) mkdirSync(folder, { recursive: true });
    writeTrees(upper, [EMPTY_ROOT, ...machine.trees]);
    const script = [
      'set -e',
      `M=${root}`,
      `mount -t overlay overlay -o lowerdir=${this.#base},upperdir=${upper},workdir=${work} $M`,
      'mount -t proc proc $M/proc',
      'mount --bind /dev/null $M/dev/null',
      ...(machine.setup ?? []),
      `umask ${machine.umask ?? '0022'}`,
      'exec "$@"',
    ].join('\n');
    const command = ['-m', '-p', '-f', '-n', '--kill-child', '/bin/sh', '-c', script, 'sh', ...start(root)];
    return { home, command };
  }

  close(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }

  #start(root: string, args: readonly string[], machine: Machine): string[] {
    return this.#launch(root, [...this.#command, ...args], machine);
  }

  #launch(
    root: string,
    command: readonly string[],
    { env = {}, uid = 0, gid = 0, cwd = '/' }: Machine,
  ): string[] {
    const variables = Object.entries(env).map(([key, value]) => `${key}=${value}`);
    const go = cwd === '/' ? [] : ['/bin/sh', '-c', 'cd "$0" && exec "$@"', cwd];
    return [
      ...['/usr/bin/env', '-i', ...variables],
      ...['/usr/sbin/chroot', `--userspec=+${uid}:+${gid}`, `--groups=+${gid}`, root],
      ...[...go, ...command],
    ];
  }

  /** A program with the libraries that it links. */
  #copyProgram(from: string, to: string): void {
    this.#copy(from, to);
    const libraries = execFileSync('ldd', [from], { encoding: 'utf8' });
    for (const [path] of libraries.matchAll(/\/\S+/g)) this.#copy(path, path);
  }

  #copy(from: string, to: string): void {
    const target = join(this.#base, to);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(from, target);
  }
}

/** A bundle runs on any Node; the executable is its own. */
function programOf({ node }: Operator): readonly string[] {
  const [, bundle] = builtFile();
  return bundle === undefined || node === undefined ? builtFile() : [node, bundle];
}

/** What surrounds the command behind it. */
function asOperator({ env, cwd, umask, by = [] }: Operator): string[] {
  return [
    ...['/bin/sh', '-c', `umask ${umask} && cd "$0" && exec "$@"`, cwd],
    ...by,
    ...['/usr/bin/env', '-i', ...Object.entries(env).map(([key, value]) => `${key}=${value}`)],
  ];
}

async function timed(program: string, args: readonly string[]): Promise<Ended> {
  const started = performance.now();
  const { exitCode, stdout, stderr } = await execa(program, args, {
    ...{ reject: false, timeout: LIMIT_MS, stdin: 'ignore', stripFinalNewline: false },
  });
  return { code: exitCode ?? -1, stdout, stderr, elapsedMs: performance.now() - started };
}
