import type { RootKind } from './roots/roots.ts';

/** A mount over the root. */
export interface Mount {
  readonly at: string;
  /** A folder beside the root that the breakage fills as `$V/NAME`; without it an empty tmpfs. */
  readonly volume?: string;
  /** With `volume`: a directory of this machine that is seen there; what is changed goes into the volume. */
  readonly from?: string;
  readonly options?: readonly string[];
  /** A tmpfs, and every byte that it has room for is written. */
  readonly full?: true;
  /** As runc does: the root of the tmpfs takes the mode of the directory below. */
  readonly modeOfBelow?: boolean;
  /** As the kubelet does with the volume. */
  readonly fsGroup?: number;
}

/** Whose process it is. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
  readonly groups?: readonly number[];
}

/** How a container is run: what a manifest says beside the image. */
export interface Settings {
  /** What the image sets by ENV. */
  readonly imageEnv: Readonly<Record<string, string>>;
  /** What the pod sets; it wins. */
  readonly podEnv: Readonly<Record<string, string>>;
  readonly identity: Identity;
  readonly mounts: readonly Mount[];
  readonly readOnly: boolean;
  readonly umask: string;
  readonly cwd: string;
  /** A user namespace in which root is the only user. */
  readonly userNamespace?: boolean;
  /** As `capabilities: { drop: [ALL] }` of a manifest, for root too; but to change the root is left. */
  readonly withoutCapabilities?: boolean;
  /** The files of control groups that take its process. */
  readonly groups?: readonly string[];
  /** The folder of `$F` that is the build context. */
  readonly context: string;
}

/** One broken environment, and by what it is known to be whole again. */
export interface Situation {
  /** The rule that fires. */
  readonly rule: string;
  readonly what: string;
  /** Kinds of root file systems; all of them are tried. */
  readonly roots: readonly RootKind[];
  /** Whose process; root unless given. All of them are tried. */
  readonly as?: readonly Identity[];
  /**
   * Toolchains of Go, the uppermost first: `1.27` at /usr/local/go, `1.27 /opt/go` at another place. With them
   * the image has the settings of the image golang, and the user a home.
   */
  readonly go?: readonly string[];
  /** Shell lines that break it, run from outside as root, in the directory of the root; `$F`: fixtures, `$G`: toolchains. */
  readonly broken?: readonly string[];
  /** What the image sets beside that, whatever is broken. */
  readonly image?: Readonly<Record<string, string>>;
  /** Variables; tried as set by the image and as set by the pod. */
  readonly env?: Readonly<Record<string, string>>;
  /** Only as set by one of them. */
  readonly envBy?: 'image' | 'pod';
  readonly mounts?: readonly Mount[];
  readonly readOnly?: boolean;
  readonly umask?: string;
  readonly cwd?: string;
  /** The policy, YAML. */
  readonly policy?: string;
  readonly args?: readonly string[];
  /** What must be true in the end: questions to a Go program (`zone Asia/Shanghai`), run as the process. */
  readonly works?: readonly string[];
  /** Commands in the root as the process, where it has the programs. */
  readonly commands?: readonly string[];
  /** The folder of `$F` that is the build context of COPY; `context` unless given. */
  readonly context?: string;
  /** Rules that may be there afterwards: what was set is what they speak of, and nobody meant it otherwise. */
  readonly beside?: readonly string[];
}

export const ROOT: Identity = { uid: 0, gid: 0 };
/** A random uid with group 0, as OpenShift gives. */
export const RANDOM: Identity = { uid: 12345, gid: 0 };
/** A user of its own. */
export const USER: Identity = { uid: 12345, gid: 12345 };
