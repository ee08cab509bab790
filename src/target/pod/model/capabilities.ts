import { CAPABILITY_NAMES } from '../../../core/names/capabilities.ts';
import { ALL_CAPABILITIES } from '../../posix/capabilities/file-capabilities.ts';
import { USUAL_CAPABILITIES } from '../../posix/capabilities/usual-capabilities.ts';
import type { Selected } from '../manifest/objects.ts';
import { containerSecurity } from './security.ts';

export interface PodCapabilities {
  /** A set of bits; null where it is whatever the node has. */
  readonly bounding: bigint | null;
  readonly noNewPrivileges: boolean;
  /** The first port that any user may bind; null where the runtime of the node decides. */
  readonly firstFreePort: number | null;
  /** What may be added to what root has, and how it is written; those of no name that the kernel knows are passed over. */
  readonly added: readonly string[];
}

/**
 * The bounding set (WithCapabilities of containerd's CRI): the runtime's own, or all for `ALL`, then what is added, then
 * what is dropped. What of it is in effect only root has: the kernel clears it for anybody else, and Kubernetes sets no
 * ambient capabilities.
 */
export function podCapabilities(selected: Selected): PodCapabilities {
  const field = containerSecurity(selected, 'capabilities');
  const list = (name: string) =>
    field
      .get(name)
      .items()
      .map((item) => (item.text() ?? '').toUpperCase());
  const add = list('add');
  const drop = list('drop');
  const isPrivileged = containerSecurity(selected, 'privileged').flag() ?? false;
  const hasAll = add.includes('ALL');
  const base = drop.includes('ALL') ? 0n : hasAll ? ALL_CAPABILITIES : USUAL_CAPABILITIES;
  const bounding = hasAll && drop.length === 0 ? null : (base | bitsOf(add)) & ~bitsOf(drop);
  return {
    bounding: isPrivileged ? null : bounding,
    noNewPrivileges: !(containerSecurity(selected, 'allowPrivilegeEscalation').flag() ?? true),
    firstFreePort: firstFreePort(selected),
    added: add.filter((name) => name !== 'ALL'),
  };
}

const FIRST_FREE_PORT = 'net.ipv4.ip_unprivileged_port_start';

/** As the pod sets it (ip(7)); null where it does not. */
export function firstFreePort({ workload }: Pick<Selected, 'workload'>): number | null {
  const sysctls = workload.spec.get('securityContext').get('sysctls').items();
  const value = sysctls
    .find((one) => one.get('name').text() === FIRST_FREE_PORT)
    ?.get('value')
    .text();
  return value != null && /^\d+$/.test(value) ? Number(value) : null;
}

/** Names are written without `CAP_`; one that the kernel does not know is passed over. */
export function bitsOf(names: readonly string[]): bigint {
  return names.reduce((bits, name) => {
    const bit = CAPABILITY_NAMES.indexOf(name);
    return bit < 0 ? bits : bits | (1n << BigInt(bit));
  }, 0n);
}
