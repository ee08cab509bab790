import type { Host } from '../../../src/target/host.ts';
import { isLoopback, parseAddress } from '../address/ip-address.ts';
import { parseTarget } from '../address/target.ts';

/** Of what is listed there the kernel writes first who listens (proc_net_tcp, Linux' Documentation/networking). */
const MAX_BYTES = 16 * 1024 * 1024;

/** Port of a proxy that is this container itself; null for any other, and where the value is no address. */
export function loopbackPort(value: string): number | null {
  if (/^socks/i.test(value)) return loopbackPort(value.replace(/^\w+/, 'http'));
  const target = parseTarget(value.includes('://') ? value : `http://${value}`);
  if (target === null) return null;
  const address = parseAddress(target.host);
  const isHere = target.host === 'localhost' || (address !== null && isLoopback(address));
  return isHere ? (target.port ?? (target.scheme === 'http' ? 80 : 443)) : null;
}

/**
 * The ports of these at which nobody listens, at whatever address of the network namespace; none where that is not known: of
 * what does not run, and where a table cannot be read.
 */
export function closedPorts(host: Host, ports: readonly number[]): readonly number[] {
  if (ports.length === 0 || host.pod !== undefined) return [];
  const tables = ['tcp', 'tcp6'].map((name) =>
    host.readFile(`${host.proc}/net/${name}`, { maxBytes: MAX_BYTES }),
  );
  const [four, six] = tables;
  // A kernel without IPv6 has no table of it.
  if (!four?.ok || !(six?.ok || six?.error.code === 'ENOENT')) return [];
  const text = tables.map((table) => (table.ok ? table.value.toString('latin1') : '')).join('\n');
  return ports.filter((port) => {
    const hex = port.toString(16).toUpperCase().padStart(4, '0');
    // Its state is TCP_LISTEN.
    return !new RegExp(`: [0-9A-F]{8,32}:${hex} [0-9A-F]{8,32}:0000 0A `).test(text);
  });
}
