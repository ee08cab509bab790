import { hasCapability } from '../posix/process-status.ts';

/** What decides which containers the agent may look at. */
export interface OwnRights {
  readonly uid: number;
  /** Effective capabilities, a bit set. */
  readonly capabilities: bigint;
  /** `hidepid` of the /proc that is scanned; null where it hides nothing. */
  readonly hidepid: string | null;
  /** /proc is that of the node: its first process has no pid namespace above it that is ours alone. */
  readonly seesNode: boolean;
  /** Our user namespace has a number for every id. */
  readonly mapsAll: boolean;
  /** Label of a security module; null where there is none. */
  readonly label: string | null;
  /** /var/log/pods, or what was named in its place, can be listed. */
  readonly seesPods: boolean;
}

export type Right =
  | 'root'
  | 'sys-ptrace'
  | 'dac-read-search'
  | 'hidepid'
  | 'node-proc'
  | 'user-namespace'
  | 'label'
  | 'pods';

/** One right, whether it is there, and what nobody knows without it. */
export interface RightState {
  readonly right: Right;
  readonly granted: boolean;
  readonly name: string;
  /** What is unknown without it. */
  readonly without: string;
}

const CAP_DAC_READ_SEARCH = 2;
const CAP_SYS_PTRACE = 19;

/** Each right by itself. Pure. */
export function rightsOf(own: OwnRights): readonly RightState[] {
  const { uid, capabilities, hidepid, seesNode, mapsAll, label, seesPods } = own;
  return [
    state(
      'root',
      uid === 0,
      'user root',
      'added capabilities count for root alone in Kubernetes: without it, containers of other users',
    ),
    state(
      'sys-ptrace',
      hasCapability(capabilities, CAP_SYS_PTRACE),
      'CAP_SYS_PTRACE',
      'containers of other users, and those with more capabilities than this one',
    ),
    state(
      'dac-read-search',
      hasCapability(capabilities, CAP_DAC_READ_SEARCH),
      'CAP_DAC_READ_SEARCH',
      'what only the owner of a file or directory may read',
    ),
    state(
      'hidepid',
      hidepid === null || hasCapability(capabilities, CAP_SYS_PTRACE),
      `/proc without hidepid${hidepid === null ? '' : ` (${hidepid})`}`,
      'processes of other users are not even listed',
    ),
    state(
      'node-proc',
      seesNode,
      'the /proc of the node',
      "all containers but those of this pod: mount the node's /proc and name it with --proc, or set hostPID",
    ),
    state(
      'user-namespace',
      mapsAll,
      'the user namespace of the node',
      'containers outside of this user namespace',
    ),
    state(
      'label',
      !isConfining(label),
      `no profile that confines it${label === null ? '' : ` (${label})`}`,
      'containers that AppArmor or SELinux keep from this one: appArmorProfile Unconfined, or the type spc_t',
    ),
    state(
      'pods',
      seesPods,
      'the directory of pod logs',
      'names of namespaces and pods, and containers that a sandbox hides',
    ),
  ];
}

function state(right: Right, granted: boolean, name: string, without: string): RightState {
  return { right, granted, name, without };
}

/** `profile (enforce)` of AppArmor, or a type of SELinux other than those that may look at all. */
function isConfining(label: string | null): boolean {
  if (label === null) return false;
  return !/^unconfined\b/.test(label) && !/:(?:unconfined_t|spc_t|kernel_t)(?::|$)/.test(label);
}
