import childProcess, { type ChildProcess, type SpawnOptions } from 'node:child_process';
import fs, { type Stats } from 'node:fs';
import type { Program } from './program.ts';
import { answerOfGo, STAGE_ENV, WITH_OWN_CAS } from './stage.ts';

/** Words and variables. */
type Run = readonly [readonly string[], Readonly<Record<string, string>>];

/** By hand without a word, and as a manifest starts it: what only one of them calls is compiled too. */
const PLAIN: readonly Run[] = [
  [[], STAGE_ENV],
  [['check', '--for', 'readiness', '--profile', 'runtime', '--timeout', '900ms'], STAGE_ENV],
];

/** And with what is healthy in many containers, for who need not compile it anew at each start. */
export const ALL_HEALTHY: readonly Run[] = [
  ...PLAIN,
  [[], { ...STAGE_ENV, SSL_CERT_FILE: WITH_OWN_CAS, TZ: 'Etc/UTC' }],
];

/**
 * Runs the program in this process, healthy, on a stage (see setStage) that is the same everywhere; what it
 * changes is the stage's. `assets` are those of the executable that a healthy run reads.
 * Rejects when it does not end with code 0, or needs a part.
 */
export async function rehearse(
  program: Program,
  stage: string,
  runs = PLAIN,
  assets: Readonly<Record<string, ArrayBuffer>> = {},
): Promise<void> {
  for (const [args, env] of runs) {
    const { code, printed } = await perform(program, stage, args, env, inPlaceOfParts(assets));
    if (code !== 0)
      throw new Error(`the rehearsal of ${JSON.stringify(args)} ended with code ${code}:\n${printed}`);
  }
}

/** What stands in the place of one of Node's modules; undefined: the module itself. */
export type InPlaceOf = (name: string) => unknown;

/** Runs the program on the stage with these arguments and variables. */
export async function perform(
  program: Program,
  stage: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  inPlaceOf: InPlaceOf = () => undefined,
): Promise<{ readonly code: number; readonly printed: string }> {
  const files = stagedFiles(stage);
  const modules: Readonly<Record<string, unknown>> = {
    'node:fs': files.module,
    'node:child_process': Object.assign(Object.create(childProcess), { spawn: stagedSpawn }),
  };
  const load = (name: string) => inPlaceOf(name) ?? modules[name] ?? process.getBuiltinModule(name);
  const code = await new Promise<number>((resolve) => {
    // No deadline comes, however slow the machine or its emulator is.
    const never = () => undefined;
    program(load, {}, {}, stranger(load, resolve, args, env), StagedDate as DateConstructor, never);
  });
  return { code, printed: files.printed() };
}

/** Node's modules that unpack a part (build/bundle/loader.ts), of which a healthy run needs none. */
function inPlaceOfParts(assets: Readonly<Record<string, ArrayBuffer>>): InPlaceOf {
  const refuse = () => {
    throw new Error('the rehearsal was not that of a healthy run');
  };
  const sea = { isSea: () => true, getRawAsset: (name: string) => assets[name] ?? refuse() };
  return (name) => (name === 'node:zlib' ? refuse() : name === 'node:sea' ? sea : undefined);
}

/** Who builds, when and where must not show. */
function stranger(
  getBuiltinModule: (name: string) => unknown,
  exit: (code: number) => void,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): object {
  const { arch, execPath, platform, version, versions } = process;
  const me = () => 1000;
  return {
    ...{ arch, execPath, platform, version, versions, getBuiltinModule, exit },
    ...{ getuid: me, geteuid: me, getgid: me, getegid: me, getgroups: () => [me()] },
    argv: [execPath, execPath, ...args],
    cwd: () => '/',
    env: { ...env },
    kill: () => true,
    on: () => undefined,
    off: () => undefined,
    uptime: () => 0.02,
  };
}

class StagedDate extends Date {
  static override now(): number {
    return Date.UTC(2026, 0, 1);
  }
}

/** node:fs with all paths below the stage, and what is written to a descriptor kept. */
function stagedFiles(stage: string): { readonly module: unknown; printed(): string } {
  const byPath = [
    'accessSync',
    'existsSync',
    'openSync',
    'readFileSync',
    'readdirSync',
    'readlinkSync',
    'realpathSync',
  ] as const;
  // What was opened on the stage is on it by its descriptor too.
  const onStage = (path: string) => (path.startsWith('/proc/self/fd/') ? path : stage + path);
  // Not a copy: to read all of its properties would load what stands behind some of them.
  const staged: Record<string, unknown> = Object.create(fs);
  for (const name of byPath) {
    const call = fs[name] as (path: string, ...rest: unknown[]) => unknown;
    staged[name] = (path: string, ...rest: unknown[]) => call(onStage(path), ...rest);
  }
  const inodes = new Map<number, number>();
  for (const name of ['statSync', 'lstatSync'] as const)
    staged[name] = (path: string) => withoutOrigin(fs[name](onStage(path)), inodes);
  staged.fstatSync = (fd: number) => withoutOrigin(fs.fstatSync(fd), inodes);
  let printed = '';
  staged.writeSync = (_fd: number, bytes: Uint8Array) => {
    printed += Buffer.from(bytes).toString();
    return bytes.length;
  };
  return { module: staged, printed: () => printed };
}

/**
 * Whose the file is and on which disk must not show either: an inode number that becomes text is in V8's table
 * of strings for a while, and the order of those that stay depends on it.
 */
function withoutOrigin(stats: Stats, inodes: Map<number, number>): Stats {
  const ino = inodes.get(stats.ino) ?? inodes.size + 1;
  inodes.set(stats.ino, ino);
  return Object.assign(stats, { dev: 1, ino, uid: 0, gid: 0 });
}

/**
 * A go that says what the stage's go says: a real program, so that Node's own part is rehearsed too. It has
 * ended before anybody can listen, and so its events always come in the same order.
 */
function stagedSpawn(_file: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = childProcess.spawn('/bin/echo', [answerOfGo(args)], { ...options, cwd: '/', env: {} });
  untilEchoHasEnded();
  return child;
}

/**
 * Not a loop in JavaScript, which would leave more or less garbage on a slower or faster machine: where V8
 * collects it, the heap looks different afterwards. The process id is not an argument for the same reason:
 * as text it would come into V8's table of strings.
 */
function untilEchoHasEnded(): void {
  const env = { PATH: '/usr/bin:/bin' };
  const { status } = childProcess.spawnSync('/bin/sh', ['-c', WAIT], {
    ...{ cwd: '/', env, stdio: 'ignore', timeout: PATIENCE_MS },
  });
  if (status !== 0) throw new Error(`a rehearsed program did not end within ${PATIENCE_MS} ms`);
}

/** Until every echo whose parent is the caller (field 4 in proc_pid_stat(5)) is a zombie (field 3). */
const WAIT = `
while
  running=
  for stat in /proc/[0-9]*/stat; do
    read -r pid name state parent rest < $stat || continue
    [ "$parent" = $PPID ] && [ "$name" = "(echo)" ] && [ "$state" != Z ] && running=yes
  done
  [ "$running" ]
do sleep 0.01; done`;

/** Much more than echo needs on a busy machine. */
const PATIENCE_MS = 60_000;
