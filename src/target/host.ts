import type { TargetReport } from '../core/report.ts';

/**
 * The only window through which probes see the machine. Narrow on purpose: what is not here, a probe
 * cannot do, so it cannot write, hang or leak. Failure is data; an exception is a bug.
 *
 * File access is synchronous: the calls are short, need no thread pool (which a tight pids limit
 * forbids), and children that were started before them run meanwhile.
 */
export interface Host {
  /** Environment of the process that is looked at. */
  readonly env: Readonly<Record<string, string>>;
  /** Working directory, null when it was deleted. */
  readonly cwd: string | null;
  /** Node's name of the CPU, such as `x64` or `arm64`. */
  readonly arch: string;
  /** Directory in /proc of the process that is looked at, such as `/proc/self`. */
  readonly proc: string;
  readonly ids: Ids;
  /** The Node that runs probe-env, asked about this environment; null where it is not in this container. */
  readonly node: NodeRuntime | null;
  /** The Node of a container that is looked at from outside; null where it has none on its PATH. */
  nodeThere?(): NodeThere | null;
  /** What is looked at, where it is not the container that probe-env runs in. */
  readonly target?: TargetReport;

  /** The clock, milliseconds since 1970. */
  now(): number;
  /** Milliseconds since the process started; never steps. */
  monotonic(): number;

  /** Whole content of a regular file. Never blocks on a FIFO or device. */
  readFile(path: string, options?: ReadOptions): Result<Buffer>;
  /** The first bytes of a regular file, fewer where it is shorter. */
  readHead(path: string, bytes: number): Result<Buffer>;
  /** Follows links. */
  stat(path: string): Result<Stat>;
  lstat(path: string): Result<Stat>;
  readlink(path: string): Result<string>;
  /** Names in a directory, sorted, without `.` and `..`. */
  readdir(path: string): Result<readonly string[]>;
  /** Names in a directory with their types, links not followed; sorted, without `.` and `..`. */
  entries(path: string): Result<readonly DirectoryEntry[]>;
  /** The room that is left on the file system of a path (statfs(2)). */
  statfs(path: string): Result<Room>;
  /** Tries, by opening where that is harmless, whether this process may. Changes nothing. */
  access(path: string, mode: AccessMode): Result<true>;
  /**
   * The access list of a path, of a container in which nothing is run: there getfacl of this machine tells. Left out
   * where it cannot; null for a path that is not there or may not be looked at.
   */
  acl?(path: string): Acl | null;
  /** Runs a program to its end or to the deadline; no process of its group is left behind. */
  run(program: RunSpec): Promise<RunResult>;
  /**
   * Tells when the answer is due, on the monotonic clock: a file system that is silent is not waited for
   * longer than half of the time that is left.
   */
  dueAt?(atMs: number): void;
  /**
   * Calls `work` soon. Where JavaScript is still busy with it, or with anything that follows, at `untilMs` of
   * the monotonic clock, that is broken off and `stuck` called: promises that were about to go on never do.
   */
  watch?(untilMs: number, work: () => void, stuck: () => void): void;
}

/** The calls of {@link Host} that look at a file. */
export type FileCall = {
  [Name in keyof Host]-?: Host[Name] extends (path: string, ...more: never[]) => Result<unknown>
    ? Name
    : never;
}[keyof Host];

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: FsFailure };

export interface FsFailure {
  /**
   * errno name (`ENOENT`, `EACCES`, `ELOOP`, `EIO`…), or one of ours: `NOT_REGULAR` (fifo, device,
   * directory, socket), `TOO_LARGE` (beyond the cap), `NO_ANSWER` (a file system that is served by
   * another process or machine, which was silent; or there is not memory enough to read the file) and
   * `NOT_KNOWN` (nobody can know it of a container that is looked at from outside).
   */
  readonly code: string;
  /** With `NO_ANSWER`: who was silent and for how long, in words. With `NOT_KNOWN`: why. */
  readonly why?: string;
  /** With `NOT_REGULAR`: what it is. */
  readonly type?: FileType;
  /** With `TOO_LARGE`: the size in bytes that the file claims to have. */
  readonly size?: number;
}

export type FileType =
  | 'file'
  | 'directory'
  | 'symlink'
  | 'fifo'
  | 'socket'
  | 'char-device'
  | 'block-device'
  | 'unknown';

/** A name in a directory and what it is. */
export interface DirectoryEntry {
  readonly name: string;
  readonly type: FileType;
}

export interface Stat {
  readonly type: FileType;
  /** Permission bits with set-uid, set-gid and sticky: `mode & 0o7777`. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes. */
  readonly size: number;
  /** Device and inode: two paths with the same pair are one file. */
  readonly dev: number;
  readonly ino: number;
  /** When the content was changed, milliseconds since 1970 (st_mtim); whoever owns the file can set it. */
  readonly modifiedMs: number;
  /** When anything of it was changed, its mode included (st_ctim); nobody can set it. */
  readonly changedMs: number;
}

/** The named entries of an access control list (acl(5)); a permission is a set of bits 4, 2, 1. */
export interface Acl {
  /** Owner and owning group by number. */
  readonly owner: number;
  readonly group: number;
  readonly access: AclEntries;
  /** What files that are made in the directory get, in place of the umask; null where there is none. */
  readonly defaults: AclEntries | null;
}

export interface AclEntries {
  readonly ownerBits: number;
  readonly groupBits: number;
  readonly otherBits: number;
  /** Limit of everything but owner and other; null in a list without named entries. */
  readonly mask: number | null;
  readonly users: ReadonlyMap<number, number>;
  readonly groups: ReadonlyMap<number, number>;
}

/** Room of a file system. */
export interface Room {
  /** Blocks in all, free ones, and those of them that are not kept for root. */
  readonly blocks: number;
  readonly free: number;
  readonly available: number;
  /** Inodes in all and free ones; 0 where the file system makes them as it goes. */
  readonly files: number;
  readonly freeFiles: number;
}

export interface ReadOptions {
  /** Refuse files beyond this size, bytes; default {@link MAX_READ_BYTES}. */
  readonly maxBytes?: number;
}

/** Default cap of {@link Host.readFile}: 16 MiB. */
export const MAX_READ_BYTES = 16 * 1024 * 1024;

/** `search`: pass through a directory. `execute`: start a program. `write` on a directory: make entries. */
export type AccessMode = 'read' | 'write' | 'execute' | 'search';

export interface Ids {
  readonly uid: number;
  readonly euid: number;
  readonly gid: number;
  readonly egid: number;
  /** Supplementary groups with the effective gid. */
  readonly groups: readonly number[];
}

export interface RunSpec {
  /** Absolute path: finding it on PATH is the caller's work. */
  readonly file: string;
  readonly args: readonly string[];
  /** The whole environment of the program. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly timeoutMs: number;
  /** Cap of stdout and of stderr each, bytes; default {@link MAX_OUTPUT_BYTES}. */
  readonly maxOutputBytes?: number;
}

/** Default cap of a program's stdout and stderr each: 1 MiB. */
export const MAX_OUTPUT_BYTES = 1024 * 1024;

export type RunResult = RunOutcome & RunOutput;

export interface RunOutput {
  /** Decoded as UTF-8; what is not becomes U+FFFD. */
  readonly stdout: string;
  readonly stderr: string;
}

export type RunOutcome =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signaled'; readonly signal: string }
  /** Killed at the deadline. */
  | {
      readonly kind: 'timed-out';
      readonly afterMs: number;
      /** Set where it cannot be killed, since it sleeps in the kernel: its process id. */
      readonly hangs?: number;
    }
  /** Killed because it printed more than the cap. */
  | { readonly kind: 'output-limit'; readonly bytes: number }
  | { readonly kind: 'not-started'; readonly cause: StartFailure };

/** Why a program could not be started; execve(2) says ENOENT for three different defects. */
export type StartFailure =
  | { readonly code: 'file-missing' }
  /** The working directory is not there, or this process may not enter it. */
  | { readonly code: 'cwd-missing' }
  /** Permission: no x bit, a directory without search permission, or a noexec mount. */
  | { readonly code: 'not-permitted' }
  /** The ELF interpreter that the file names is not there: a glibc binary on musl, or the reverse. */
  | { readonly code: 'loader-missing'; readonly loader: string }
  /** The file is a script and what its first line names is not there. */
  | { readonly code: 'interpreter-missing'; readonly interpreter: string }
  | { readonly code: 'wrong-architecture'; readonly machine: string }
  /** Neither ELF nor script: truncated, empty, or for another system. */
  | { readonly code: 'not-a-program' }
  /** fork(2) failed for want of pids (EAGAIN), memory (ENOMEM) or files (EMFILE, ENFILE). */
  | { readonly code: 'no-resources'; readonly errno: string }
  /** The program or the working directory lies on a file system that does not answer. */
  | { readonly code: 'no-answer'; readonly why: string }
  /** Somebody has the file open for writing (ETXTBSY). */
  | { readonly code: 'busy' }
  | { readonly code: 'other'; readonly errno: string };

/** What the Node that runs probe-env says of itself. */
export interface NodeRuntime {
  /** `process.version`, such as `v24.21.0`. */
  readonly version: string;
  /** Version of its zone data (`process.versions.tz`), such as `2026b`; null where it has none. */
  readonly zoneData: string | null;
  /** The zone as `Intl` and `Date` see it: name (null when Intl has none) and offset now, seconds. */
  zone(): { readonly name: string | null; readonly offsetSeconds: number };
  /** The root certificates that Node brings along, PEM. */
  bundledRoots(): readonly string[];
}

/** A Node that is read, and not run. */
export interface NodeThere {
  readonly path: string;
  /** Such as `v24.21.0`; null where its files do not tell. */
  version(): string | null;
  /** The root certificates in it, PEM; null where they are not found. All of the program is read. */
  bundledRoots(): readonly string[] | null;
}

/** A command to become. */
export interface Launch {
  readonly file: string;
  /** argv[0]: the name under which the user called it. */
  readonly name: string;
  readonly args: readonly string[];
  /** Stay as its parent even where this Node could replace itself. */
  readonly resident: boolean;
}

/** The command could not be started; or it has ended, and this is its status. */
export type Ended =
  | { readonly kind: 'not-started'; readonly cause: StartFailure }
  /** Its exit code, or 128 + the number of the signal that ended it. */
  | { readonly kind: 'ended'; readonly code: number };
