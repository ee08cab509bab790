import type { Limits } from '../../../src/core/documents/target-description.ts';
import type { SharedLimits } from '../../../src/target/pod/facts.ts';
import type { Heap } from '../node/heap.ts';
import type { Locks } from './locks.ts';
import type { Rlimit, Usage } from './system.ts';

/** What a closer look showed: plain data. */
export interface Seen {
  /** What the kernel enforces. */
  readonly limits: Limits;
  /** CPUs that the process may run on; null: nobody can know. */
  readonly cpusAllowed: number | null;
  readonly usage: Usage | null;
  /** By the names that /proc/PID/limits has for them, such as `open files`. */
  readonly rlimits: Readonly<Record<string, Rlimit>>;
  /** Bytes that a file may have; null: no limit, or nobody knows. */
  readonly fileBytes: number | null;
  readonly locks: Locks;
  /** Processes and threads of the whole machine; null: nobody can know. */
  readonly machineThreads: number | null;
  /** Size of /dev/shm. */
  readonly sharedBytes: number | null;
  /** Null: there is no Go program. */
  readonly go: GoTakes | null;
  /** The variables as they are. */
  readonly gomaxprocs: string | null;
  readonly gomemlimit: string | null;
  readonly gogc: string | null;
  /** Null: it is no Node, or nobody knows. */
  readonly node: NodeTakes | null;
  /** Options of a JVM about what it takes, by the variable that has them. */
  readonly java: Readonly<Record<string, readonly string[]>>;
  /** What the limit of a pod means for the container; null where there is none, or no manifest. */
  readonly pod: SharedLimits | null;
}

/** What a Go program takes. */
export interface GoTakes {
  readonly path: string;
  readonly version: string;
  /** Null: all CPUs of a node that nobody knows. */
  readonly gomaxprocs: number | null;
  readonly by: 'variable' | 'quota' | 'cpus';
  /** It changes that while it runs, as quota and CPUs change. */
  readonly follows: boolean;
  /** CPUs' worth of time that it finds in its own control group; null: none, or it does not look. */
  readonly quota: number | null;
  /** GOMEMLIMIT in bytes; null: none, or one that it refuses. */
  readonly limitBytes: number | null;
  /** The container is for it; false of the go command. */
  readonly isMain: boolean;
  /** Modules in it that set the two by themselves. */
  readonly setsItself: readonly string[];
}

export interface NodeTakes {
  /** Null: nobody can know its version. */
  readonly major: number | null;
  /** Null: there is no limit of memory, or nobody measured that version. */
  readonly heap: Heap | null;
  /** Threads of libuv. */
  readonly pool: number;
  /** UV_THREADPOOL_SIZE as it is. */
  readonly poolSaid: string | null;
}
