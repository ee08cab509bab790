import type { Host } from '../../../src/target/host.ts';
import { readSockets } from '../../../src/target/posix/sockets/read-sockets.ts';
import { isLocal } from '../address/ip-address.ts';
import { parseTarget, portOf } from '../address/target.ts';

/** Port of a proxy that is this container itself; null for any other, and where the value is no address. */
export function loopbackPort(value: string): number | null {
  if (/^socks/i.test(value)) return loopbackPort(value.replace(/^\w+/, 'http'));
  const target = parseTarget(value.includes('://') ? value : `http://${value}`);
  return target !== null && isLocal(target.host) ? portOf(target) : null;
}

/**
 * The ports of these at which nobody listens, at whatever address of the network namespace; none where that is not known: of
 * what does not run, and where a table cannot be read.
 */
export function closedPorts(host: Host, ports: readonly number[]): readonly number[] {
  if (ports.length === 0 || host.pod !== undefined) return [];
  const wanted = ports.map((port) => ({ port, protocol: 'tcp' as const }));
  const { sockets } = readSockets(host, wanted, 'served', false);
  return sockets === null ? [] : ports.filter((port) => !sockets.some((socket) => socket.port === port));
}
