import { readdirSync, readlinkSync } from 'node:fs';
import { attempt } from '../live/files/attempt.ts';
import { textOf } from '../live/files/read.ts';
import { type Credentials, parseCredentials } from './proc/credentials.ts';
import { parseStat } from './proc/stat.ts';
import { NoProcess } from './refusal/no-process.ts';

/** Where the files of a process are that tell of it. */
export interface Located {
  readonly pid: number;
  /** `/proc/N`. */
  readonly first: string;
  /** The same; `/proc/N/task/TID` where the first thread has ended and others go on: only theirs can be read then. */
  readonly directory: string;
  /** That thread; null where the first one lives. */
  readonly thread: number | null;
  /** As the kernel has it for us. */
  readonly status: string;
  readonly credentials: Credentials;
  /** The `stat` of the process, and that of the thread. */
  readonly stats: readonly [process: string, thread: string];
}

/** By what a process is known again: any other value, and what was looked at is not one process. */
export interface Moment {
  readonly startTime: string;
  /** The program that it runs, and the place of its stack, which is another with each program. */
  readonly program: string;
  readonly mountNamespace: string;
}

/** That of our own pid namespace. */
export const OWN_PROC = '/proc';

/**
 * @param proc where the proc file system is mounted that counts so
 * @throws NoProcess
 */
export function locate(proc: string, pid: number): Located {
  const directory = `${proc}/${pid}`;
  const status = textOf(`${directory}/status`);
  const credentials = status === null ? null : parseCredentials(status);
  if (status === null || credentials === null)
    // The /proc of another pid namespace counts otherwise than we do.
    throw new NoProcess({ code: proc === OWN_PROC && isThere(pid) ? 'hidden' : 'none' });
  if (credentials.threadGroup !== pid)
    throw new NoProcess({ code: 'thread', threadGroup: credentials.threadGroup });
  const stat = textOf(`${directory}/stat`) ?? '';
  if (parseStat(stat)?.kernelThread) throw new NoProcess({ code: 'kernel-thread' });
  const found = { pid, first: directory };
  if (!hasEnded(credentials))
    return { ...found, directory, thread: null, status, credentials, stats: [stat, stat] };
  const thread = livingThread(directory);
  if (thread === null) throw new NoProcess({ code: 'zombie', parent: credentials.parent });
  return { ...found, ...thread, stats: [stat, textOf(`${thread.directory}/stat`) ?? ''] };
}

/** The first living thread of a process whose leader has ended (proc_pid_root(5)). */
function livingThread(directory: string): Omit<Located, 'pid' | 'first' | 'stats'> | null {
  const threads = attempt(() =>
    readdirSync(`${directory}/task`)
      .map(Number)
      .sort((a, b) => a - b),
  );
  for (const thread of threads.ok ? threads.value : []) {
    const at = `${directory}/task/${thread}`;
    const status = textOf(`${at}/status`);
    const credentials = status === null ? null : parseCredentials(status);
    if (status !== null && credentials !== null && !hasEnded(credentials))
      return { directory: at, thread, status, credentials };
  }
  return null;
}

function hasEnded({ state }: Credentials): boolean {
  return state === 'Z' || state === 'X';
}

/** Asks without sending anything: a process that /proc hides from us is there all the same. */
function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Null where it cannot be read. */
export function momentOf({ directory, stats }: Located): Moment | null {
  // Each thread has a start of its own: that of the first is the process's, even when it has ended.
  const [first, stat] = stats.map(parseStat);
  const exe = attempt(() => readlinkSync(`${directory}/exe`));
  const mountNamespace = attempt(() => readlinkSync(`${directory}/ns/mnt`));
  if (first == null || stat == null || !exe.ok || !mountNamespace.ok) return null;
  return {
    startTime: first.startTime,
    program: `${exe.value} ${stat.startStack}`,
    mountNamespace: mountNamespace.value,
  };
}
