import { closeSync, openSync } from 'node:fs';
import { Script } from 'node:vm';
import { monotonicNow } from '../clock.ts';
import { textOf } from '../files/read.ts';

/** Descriptors that the watching thread needs (libuv's loop). */
const DESCRIPTORS = 6;
/** A limit of processes of the whole user that nobody comes near by chance. */
const MANY = 4096;
/** Processes and threads that have to be left: go's own, and one that watches. */
const SPARE = 12;
/** What a go command that still runs may take beside: two for each of 64 CPUs. */
const THREADS_OF_A_PROGRAM = 128;

const SLOT = 'probe-env.watched';
let script: Script | undefined;

/** Of work that is to be broken off in time. */
export interface Watch {
  readonly untilMs: number;
  readonly stuck: () => void;
  /** It was: nothing that waited under it goes on. */
  broken: boolean;
}
let watching: Watch | null = null;

/** The one in force; null where nothing is watched. */
export function currentWatch(): Watch | null {
  return watching;
}

/**
 * Calls `work` as soon as the event loop is free. From then on JavaScript that is still busy at `untilMs` of
 * the monotonic clock, in whatever loop or regular expression, is broken off, and `stuck` called in its
 * place: nothing that was waiting to go on goes on.
 *
 * A thread of node:vm's interrupts V8: a tenth of a millisecond, and nothing of Node is loaded for it. What
 * waits in the kernel it does not reach.
 */
export function watch(untilMs: number, work: () => void, stuck: () => void): () => void {
  const own: Watch = { untilMs, stuck, broken: false };
  watching = own;
  setImmediate(() => watched(work));
  return () => {
    if (watching === own) watching = null;
  };
}

/**
 * What waited for somebody else, as for all that comes in on stdin, goes on without the watch: it was called by the
 * event loop. Awaited, this brings it back.
 */
export function watchedAgain(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => watched(resolve)));
}

/**
 * Calls `work`, and all that follows from it up to the next wait, under the watch where there is one.
 *
 * @param running programs that go on meanwhile, and may take threads of their own
 * @param begun the watch that was in force when the wait began: once that has been broken off, nothing is called
 */
export function watched(work: () => void, running = 0, begun: Watch | null = null): void {
  if (begun?.broken) return;
  // For old packages, in every Node so far: calls what promises have to go on with.
  const drain: (() => void) | undefined = Reflect.get(process, '_tickCallback');
  const now = watching;
  if (now === null || drain === undefined || !hasRoom(running)) {
    work();
    return;
  }
  Reflect.set(globalThis, Symbol.for(SLOT), () => {
    work();
    drain();
  });
  script ??= new Script(`globalThis[Symbol.for('${SLOT}')]()`);
  try {
    script.runInThisContext({ timeout: Math.max(1, Math.ceil(now.untilMs - monotonicNow())) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    watching = null;
    now.broken = true;
    now.stuck();
  }
}

/** Node aborts where the thread or its descriptors cannot be had: it is asked for only where they surely can. */
export function hasRoom(running = 0): boolean {
  room ??= roomLeft();
  return room >= SPARE + running * THREADS_OF_A_PROGRAM;
}

let room: number | undefined;

/** Threads that can surely be had; 0 where there are too few descriptors, which are tried only where it matters. */
function roomLeft(): number {
  const threads = threadsLeft();
  return threads >= SPARE && hasDescriptors() ? threads : 0;
}

function hasDescriptors(): boolean {
  const open: number[] = [];
  try {
    while (open.length < DESCRIPTORS) open.push(openSync('/', 'r'));
    return true;
  } catch {
    return false;
  } finally {
    for (const fd of open) closeSync(fd);
  }
}

/** By RLIMIT_NPROC and the pids controller, version 1 or 2 (cgroups(7)); 0 where they do not tell. */
function threadsLeft(): number {
  const limit = /^Max processes +(\S+)/m.exec(textOf('/proc/self/limits') ?? '')?.[1];
  if (limit !== 'unlimited' && !(Number(limit) >= MANY)) return 0;
  const groups = (textOf('/proc/self/cgroup') ?? '').split('\n').map((line) => line.split(':'));
  const pathIn = (found: readonly string[] | undefined) => found?.slice(2).join(':');
  const old = pathIn(groups.find(([, controllers]) => controllers?.split(',').includes('pids')));
  const path = old ?? pathIn(groups.find(([id, controllers]) => id === '0' && controllers === ''));
  if (path === undefined) return 0;
  const top = old === undefined ? '/sys/fs/cgroup' : '/sys/fs/cgroup/pids';
  // A container without a namespace for them sees the path of the host, and its own group at the top.
  const group = [`${top}${path}`, top].find((folder) => textOf(`${folder}/pids.max`) !== null);
  // The group at the top of all has no limit, and no such file.
  if (group === undefined) return path === '/' && textOf(`${top}/cgroup.procs`) !== null ? Infinity : 0;
  const most = textOf(`${group}/pids.max`)?.trim();
  return most === 'max' ? Infinity : Number(most) - Number(textOf(`${group}/pids.current`)) || 0;
}
