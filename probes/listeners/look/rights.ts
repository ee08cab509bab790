import type { Host } from '../../../src/target/host.ts';
import { hasCapability } from '../../../src/target/posix/process-status.ts';
import type { PortRights } from '../facts.ts';

/** Bit of CAP_NET_BIND_SERVICE (capabilities(7)). */
const CAP_NET_BIND_SERVICE = 10;

const SYSCTL = '/proc/sys/net/ipv4';

/** What decides who may bind which port (ip(7)), and which ports are given to outgoing connections. */
export function readRights(host: Host): PortRights {
  const status = textOf(host, `${host.proc}/status`);
  const set = (name: string) => {
    const [, hex] = new RegExp(`^${name}:[ \\t]*([0-9a-f]{1,16})$`, 'm').exec(status) ?? [];
    return hex === undefined ? null : hasCapability(BigInt(`0x${hex}`), CAP_NET_BIND_SERVICE);
  };
  const [low, high] = textOf(host, `${SYSCTL}/ip_local_port_range`).trim().split(/\s+/).map(Number);
  const from = textOf(host, `${SYSCTL}/ip_unprivileged_port_start`).trim();
  return {
    unprivilegedFrom: /^\d{1,5}$/.test(from) ? Number(from) : null,
    bindsAny: set('CapEff'),
    mayGain: set('CapBnd') === true && !/^NoNewPrivs:[ \t]*1$/m.test(status),
    ephemeral: low !== undefined && high !== undefined && low <= high ? [low, high] : null,
    reserved: textOf(host, `${SYSCTL}/ip_local_reserved_ports`).trim(),
  };
}

/** Empty where it cannot be read. */
function textOf(host: Host, path: string): string {
  const file = host.readFile(path);
  return file.ok ? file.value.toString('latin1') : '';
}
