import type { Limits } from '../../core/documents/target-description.ts';
import type { At, Foreign } from '../container/facts.ts';
import type { TroubleKind } from './model/trouble.ts';

/* What a manifest decides of a container: plain data. */

export interface PodFacts {
  /** Null: nobody can know. */
  readonly starts: boolean | null;
  /** Of the first process; null: nobody can know. */
  readonly uid: number | null;
  readonly troubles: readonly PodTrouble[];
  /** Of its control group. */
  readonly limits: Limits;
  /** Set where its limit of memory is that of the whole pod, which others have too. */
  readonly shared: SharedLimits | null;
  /** Capabilities that are added and that a user who is not root does not get. */
  readonly idleCapabilities: readonly NamedAt[];
  /** Names of capabilities that no kernel has. */
  readonly unknownCapabilities: readonly NamedAt[];
  /** Set where the image names a group that Kubernetes passes over. */
  readonly droppedGroup: DroppedGroup | null;
  /** Programs of probes and hooks that cannot be started. */
  readonly programs: readonly BrokenProgram[];
  /** A liveness probe that runs probe-env without `--for liveness`. */
  readonly liveness: At | null;
  /** Exec probes that are broken off before probe-env has its answer. */
  readonly shortProbes: readonly ShortProbe[];
  /** Variables with the size of the node, for want of a limit. */
  readonly ofNode: readonly NodeSize[];
  /** Places at which a mount hides nothing, since the image has nothing there. */
  readonly bare: readonly string[];
  /** Mounts of single files of volumes that are not updated. */
  readonly frozen: readonly FrozenMount[];
  /** Who is to reach which of its ports. */
  readonly portUses: readonly PortUse[];
  /** Declared ports that its user may bind only where the runtime allows it. */
  readonly lowPorts: readonly PodPort[];
  /** The manifest adds CAP_NET_BIND_SERVICE, which is in effect for root alone. */
  readonly addsBinding: boolean;
  /** It has the network of the node (`hostNetwork`), with its settings and its ports. */
  readonly ofNodeNetwork: boolean;
  readonly dns: PodDns;
}

/** How names are found in a pod. */
export interface PodDns {
  /** Whose servers and domains stand first: those of the cluster, of the node, or none. */
  readonly source: 'cluster' | 'node' | 'none';
  /** The manifest says something of it. */
  readonly isSaid: boolean;
  readonly namespace: string;
  /** `dnsConfig`: what is added. */
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  readonly options: readonly { readonly name: string; readonly value: string | null }[];
  readonly at: At;
}

/** A port that a container declares. */
export interface PodPort {
  readonly name: string | null;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  readonly at: At;
}

export interface SharedLimits extends At {
  /** How many containers run beside each other in the pod, this one among them. */
  readonly containers: number;
}

/** A port that somebody is to reach. */
export interface PortUse {
  /** Such as `readinessProbe` or `Service web`. */
  readonly by: string;
  readonly kind: 'probe' | 'service';
  /** Its number, or its name. */
  readonly port: string;
  readonly protocol: PodPort['protocol'];
  readonly isName: boolean;
  readonly isDeclared: boolean;
  /** The names, or the numbers, that are declared. */
  readonly known: readonly string[];
  readonly at: At;
}

export interface PodTrouble {
  readonly kind: TroubleKind;
  readonly reason: string;
  readonly message: string;
  readonly at: At;
  /** With `architecture`. */
  readonly foreign?: Foreign;
}

export interface NamedAt {
  readonly name: string;
  readonly at: At;
}

export interface DroppedGroup {
  /** As the image has it. */
  readonly user: string;
  readonly group: string;
  /** Its number, where the image tells. */
  readonly asked: number | null;
  readonly uid: number;
  readonly gid: number;
}

export interface BrokenProgram {
  /** Such as `readinessProbe`. */
  readonly by: string;
  readonly program: string;
  readonly message: string;
  readonly at: At;
}

export interface ShortProbe {
  /** Such as `readinessProbe`. */
  readonly by: string;
  /** Its timeoutSeconds. */
  readonly seconds: number;
  /** The deadline of probe-env, milliseconds. */
  readonly deadlineMs: number;
  readonly at: At;
}

export interface NodeSize {
  readonly variable: string;
  /** Such as `limits.memory`. */
  readonly resource: string;
  readonly at: At;
}

export interface FrozenMount {
  readonly path: string;
  readonly volume: string;
  /** What of it: `subPath`. */
  readonly part: string;
  /** The volume has nothing of that name: what is mounted is an empty directory, which the kubelet made. */
  readonly isMade: boolean;
  /** Such as `secret`. */
  readonly type: string;
  readonly at: At;
}
