import type { Identity, Limits } from '../../core/documents/target-description.ts';
import type { PodReport } from '../../core/documents/target-report.ts';
import type { Known } from '../../core/known.ts';
import type { Ignorance } from '../../core/reason.ts';
import type { Host } from '../host.ts';
import type { DirectoryNode } from '../tree/node.ts';
import type { Line } from './manifest/field.ts';
import type { PodCapabilities } from './model/capabilities.ts';
import type { PodIdentity } from './model/identity.ts';
import type { Doubt, Trouble } from './model/trouble.ts';
import type { ProcessVariable } from './process-environment.ts';
import type { Mounted } from './volumes/mounting.ts';

/** The image that the pod runs. */
export interface PodImage {
  readonly root: DirectoryNode;
  /** Null: what it says of itself is not known, as of a directory. */
  readonly config: {
    /** In its order. */
    readonly env: readonly (readonly [string, string])[];
    /** As the config has it; empty: root. */
    readonly user: string;
    readonly cwd: string;
    readonly entrypoint: readonly string[];
    readonly cmd: readonly string[];
    /** Paths. */
    readonly volumes: readonly string[];
    /** `CMD` and words, `CMD-SHELL` and a text; left out where it has none. Kubernetes passes it over. */
    readonly healthcheck?: readonly string[];
  } | null;
  /** Node's name of the processor. */
  readonly arch: string;
}

/** A container as the kubelet and the runtime will make it. */
export interface PodContainer {
  readonly pod: PodReport;
  readonly host: Host;
  /** False: the first of `troubles` keeps it from starting; null: it depends on what nobody can know. */
  readonly starts: boolean | null;
  readonly troubles: readonly Trouble[];
  readonly doubts: readonly Doubt[];
  readonly environment: readonly ProcessVariable[];
  readonly identity: {
    readonly [Key in keyof Identity]: Key extends 'capabilities' ? Identity[Key] : Identity[Key] | null;
  };
  /** Why nobody knows who runs there; null where that is known. */
  readonly stranger: Ignorance | null;
  /** The line that names the user; null where none does. */
  readonly userAt: Line | null;
  readonly command: Known<readonly string[]>;
  readonly commandAt: Line | null;
  /** The line of its securityContext, where it says what it may. */
  readonly capabilitiesAt: Line | null;
  readonly cwd: string;
  readonly cwdAt: Line | null;
  readonly mounts: readonly Mounted[];
  /** Whether the root is read-only. */
  readonly readOnlyRoot: boolean;
  readonly isPrivileged: boolean;
  readonly limits: Limits;
  readonly limitsAt: Line | null;
}

/** Who runs there, as documents show it: null is what only the image knows. */
export function identityOf(
  identity: PodIdentity,
  { bounding, noNewPrivileges }: PodCapabilities,
): PodContainer['identity'] {
  const { uid, gid, groups } = identity;
  const orNull = <T>(one: Known<T>) => (one.known ? one.value : null);
  const hex = bounding === null ? null : bounding.toString(16);
  const own = uid.known ? (uid.value === 0 ? hex : '0') : null;
  return {
    uid: orNull(uid),
    gid: orNull(gid),
    groups: orNull(groups),
    capabilities: { effective: own, permitted: own, inheritable: '0', bounding: hex, ambient: '0' },
    noNewPrivileges,
    // As runc sets it.
    umask: '0022',
  };
}
