import type { TargetReport } from '../core/documents/target-report.ts';
import type { Ignorance } from '../core/reason.ts';
import type { ContainerFacts } from './container/facts.ts';
import type { AccessMode, Acl, DirectoryEntry, ReadOptions, Result, Room, Stat } from './file.ts';
import type { ImageContents } from './image-contents.ts';
import type { Network } from './network.ts';
import type { PodFacts } from './pod/facts.ts';
import type { FileCapabilities } from './posix/capabilities/file-capabilities.ts';
import type { RunResult, RunSpec } from './program/program.ts';
import type { RunningProgram } from './program/running-program.ts';

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
  /** Variables that the process has, with values that nobody can know; left out where there are none. */
  readonly unknownEnv?: {
    readonly why: ReadonlyMap<string, Ignorance>;
    /** The environment, which tells of each of them that somebody asks for. */
    reading(env: Host['env'], told: (name: string, why: Ignorance) => void): Host['env'];
  };
  /** Working directory, null when it was deleted. */
  readonly cwd: string | null;
  /** Node's name of the CPU, such as `x64` or `arm64`. */
  readonly arch: string;
  /** Directory in /proc of the process that is looked at, such as `/proc/self`. */
  readonly proc: string;
  readonly ids: Ids;
  /** The Node that runs probe-env, asked about this environment; null where it is not in this container. */
  readonly node: NodeRuntime | null;
  /** What runs in the container; left out where nothing does. */
  readonly running?: {
    /** Nothing in it started earlier, milliseconds since 1970; null where nobody can tell. */
    startedMs(): number | null;
    /** The program that the container is for; null where that cannot be seen. */
    program(): Promise<RunningProgram | null>;
  };
  /**
   * /proc of whoever looks, where the container is another process's: who has a socket open is told there, of all processes of a network
   * namespace, whatever containers they are in.
   */
  readonly outerProc?: Pick<Host, 'access' | 'readdir' | 'readFile' | 'readlink'>;
  /** The Node of a container that is looked at from outside; null where it has none on its PATH. */
  nodeThere?(): NodeThere | null;
  /** What is known of a container that docker or podman would start. */
  readonly container?: ContainerFacts;
  /** What the manifest decides, of a container that Kubernetes will make. */
  readonly pod?: PodFacts;
  /** What is in the layers of an image that is not running. */
  readonly image?: ImageContents;
  /** Left out but with `--online`: without it nothing can be sent. */
  readonly network?: Network;
  /** What is looked at, where it is not the container that probe-env runs in. */
  readonly target?: TargetReport;
  /** The directory by which whoever asked reaches its files; null where he is on another machine (an agent of a node), left out in it. */
  readonly reachedBy?: string | null;

  /** The clock, milliseconds since 1970. */
  now(): number;
  /** Milliseconds since the process started; never steps. */
  monotonic(): number;

  /** Whole content of a regular file. Never blocks on a FIFO or device. */
  readFile(path: string, options?: ReadOptions): Result<Buffer>;
  /** The first bytes of a regular file, or those from an offset on; fewer where it ends before. */
  readHead(path: string, bytes: number, from?: number): Result<Buffer>;
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
  /**
   * The capabilities that a file gives to whoever executes it, null: none, undefined: nobody can tell. Left out where that is so
   * of every file: Node has no getxattr(2).
   */
  fileCapabilities?(path: string): FileCapabilities | null | undefined;
  /** What a container in which nothing runs yet may have at most; left out where that is not known. */
  readonly rights?: StartRights;
  /**
   * SHA-256 of a regular file, hex: of an image, which holds of most files a few bytes, and hashes while it reads. Left
   * out where a file can be read: see `sha256Of`.
   */
  sha256?(path: string): Result<string>;
  /** Whose files are those that the policy names, where what is looked at is another machine. */
  readonly asker?: Pick<Host, 'readFile'>;
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
   *
   * @returns ends the watch: what is still to be done has all the time that it needs
   */
  watch?(untilMs: number, work: () => void, stuck: () => void): () => void;
}

/** The calls of {@link Host} that look at a file. */
export type FileCall = {
  [Name in keyof Host]-?: Host[Name] extends (path: string, ...more: never[]) => Result<unknown>
    ? Name
    : never;
}[keyof Host];

export interface Ids {
  readonly uid: number;
  readonly euid: number;
  readonly gid: number;
  readonly egid: number;
  /** Supplementary groups with the effective gid. */
  readonly groups: readonly number[];
}

/** What the first process of a container may have. */
export interface StartRights {
  /** The bounding set of capabilities(7); null where it is whatever the node has. */
  readonly bounding: bigint | null;
  readonly noNewPrivileges: boolean;
  /** The first port that any user may bind; null where that is not known. */
  readonly firstFreePort: number | null;
  /** A manifest says so; else it is what runtimes do where nobody says anything. */
  readonly stated: boolean;
}

/** What the Node that runs probe-env says of itself. */
export interface NodeRuntime {
  /** `process.version`, such as `v24.21.0`. */
  readonly version: string;
  /** It came with probe-env, as the executable's does: nothing else in the container runs on it. */
  readonly own: boolean;
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
