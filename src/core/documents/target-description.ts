import type { TargetReport } from './target-report.ts';

/** Who says so. */
export interface Origin {
  /**
   * `process`: it was read of the process; `process-1`: of process 1, which has the same; `runtime`: what container
   * runtimes do where nobody says anything; `option`: an option of this call; `file`: a line of a file; `cgroup`: the
   * control group; `image`: the configuration of the image.
   */
  readonly kind: (typeof ORIGINS)[number];
  /** With `option`: its name, such as `--env`. */
  readonly option?: string;
  /** With `file`: its path, as whoever looks calls it; a path of the target begins with `/`. */
  readonly file?: string;
  /** With `file`: its line, from 1 on; left out where no single one says it. */
  readonly line?: number;
  /** With `image`: the line of its history that says so, such as `ENV TZ=Asia/Tokyo`; left out where none does. */
  readonly createdBy?: string;
}

export const ORIGINS = ['process', 'process-1', 'runtime', 'option', 'file', 'cgroup', 'image'] as const;

export interface Variable {
  readonly name: string;
  /** Null: nobody can know it. What may be a secret is `***`. */
  readonly value: string | null;
  readonly origin: Origin | null;
}

/** Capability sets (capabilities(7)) in hexadecimal, without zeros in front; null where nobody can know. */
export interface CapabilitySets {
  readonly effective: string | null;
  readonly permitted: string | null;
  readonly inheritable: string | null;
  readonly bounding: string | null;
  readonly ambient: string | null;
}

export interface Identity {
  /** Null: nobody can know it. */
  readonly uid: number | null;
  readonly gid: number | null;
  /** Supplementary groups. */
  readonly groups: readonly number[] | null;
  readonly capabilities: CapabilitySets;
  readonly noNewPrivileges: boolean | null;
  /** Four octal digits. */
  readonly umask: string | null;
}

export interface MountedAt {
  readonly at: string;
  /** Type of the file system, or of the volume. */
  readonly type: string;
  readonly readOnly: boolean;
  /** What is mounted: a device, a share, a name; and the directory of it, where that is not its root. */
  readonly source: string;
  readonly directory: string;
  /** The line that asks for it; null where nobody knows one. */
  readonly origin: Origin | null;
}

/** A path as the process finds it. */
export interface FoundFile {
  readonly path: string;
  /** Of the entry itself, links not followed; null where there is none, or nobody can know: see `error`. */
  readonly type: string | null;
  /** Four octal digits. */
  readonly mode: string | null;
  readonly uid: number | null;
  readonly gid: number | null;
  /** Where a link leads, as it says. */
  readonly target: string | null;
  /** The path without links, where there is something. */
  readonly real: string | null;
  /** errno name of what looking for it says; `NOT_KNOWN` where nobody can know. Null where it is there. */
  readonly error: string | null;
  /** With --show-values, of a regular file: its text; null where not all of it is known, or it is no text. */
  readonly content?: string | null;
  /** Where content is null and some of its lines are known: null for each that is not. */
  readonly lines?: readonly (string | null)[];
  /** Why content is null. */
  readonly why?: string;
  /** What the process may do with what the path leads to; null where nobody can know. */
  readonly access: {
    readonly read: boolean | null;
    readonly write: boolean | null;
    readonly execute: boolean | null;
  };
}

export interface Limits {
  /** CPUs' worth of time; null: no limit, or nobody can know. */
  readonly cpus: number | null;
  readonly memoryBytes: number | null;
  /** Version of the control groups that were read; null: none was, and nobody knows of limits. */
  readonly cgroup: 1 | 2 | null;
}

/** What a layer of an image does to those below it. */
export interface LayerChanges {
  /** From 0 on, the lowest first. */
  readonly layer: number;
  /** Of its blob. */
  readonly digest: string;
  /** The line of history that made it; null where that does not tell. */
  readonly createdBy: string | null;
  /** Bytes of the files that it brings along. */
  readonly bytes: number;
  /** Absolute paths that were not there; that were, and are something else now; and that are no more, without what lay below. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** What probe-env takes its target for. It judges nothing; null stands for what cannot be known. */
export interface TargetDescription {
  readonly schemaVersion: 1;
  readonly target: TargetReport;
  readonly system: {
    /** Such as `Debian GNU/Linux 12 (bookworm)`; null without os-release(5). */
    readonly name: string | null;
    /** Node's name of the processor, such as `x64`. */
    readonly arch: string | null;
    readonly libc: 'glibc' | 'musl' | null;
    /** Version of the Node that is there, such as `v24.21.0`; null where nobody knows one. */
    readonly node: string | null;
  };
  /** Whether the container starts at all: true of one that runs. */
  readonly starts: boolean | null;
  /** Why it does not start, or why nobody can know whether it does. */
  readonly reason: string | null;
  readonly environment: readonly Variable[];
  readonly identity: Identity;
  readonly command: readonly string[] | null;
  readonly cwd: string | null;
  readonly mounts: readonly MountedAt[] | null;
  readonly files: readonly FoundFile[];
  readonly limits: Limits;
  /** Of an image, where it was asked for. */
  readonly layers?: readonly LayerChanges[];
  /** Who says what stands above; null where nobody knows. */
  readonly origins: Readonly<
    Record<'identity' | 'capabilities' | 'command' | 'cwd' | 'limits', Origin | null>
  >;
}
