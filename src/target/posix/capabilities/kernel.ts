import type { Host } from '../../host.ts';
import type { ProcessCapabilities } from './exec-capabilities.ts';
import { ALL_CAPABILITIES } from './file-capabilities.ts';

/** Every capability that the kernel knows, as a set: of a file it passes over others. */
export function capabilitiesOfKernel(host: Pick<Host, 'readFile'>): bigint {
  const file = host.readFile('/proc/sys/kernel/cap_last_cap');
  const last = file.ok ? Number.parseInt(file.value.toString('latin1'), 10) : Number.NaN;
  return last >= 0 && last < 64 ? (2n << BigInt(last)) - 1n : ALL_CAPABILITIES;
}

/**
 * What /proc/PID/status tells of a process; null where it does not tell of its bounding set.
 *
 * @param root its uid is 0
 */
export function capabilitiesOfStatus(status: string, root: boolean): ProcessCapabilities | null {
  const set = (name: string) => {
    const digits = new RegExp(`^${name}:[ \\t]*([0-9a-f]{1,16})$`, 'm').exec(status)?.[1];
    return digits === undefined ? null : BigInt(`0x${digits}`);
  };
  const bounding = set('CapBnd');
  if (bounding === null) return null;
  return {
    permitted: set('CapPrm') ?? 0n,
    inheritable: set('CapInh') ?? 0n,
    bounding,
    ambient: set('CapAmb') ?? 0n,
    root,
    noNewPrivileges: /^NoNewPrivs:[ \t]*1$/m.test(status),
  };
}
