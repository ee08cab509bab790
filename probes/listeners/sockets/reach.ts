import { familyOf, isWildcard } from '../../../src/target/posix/sockets/address.ts';
import type { Socket } from '../../../src/target/posix/sockets/socket.ts';

/**
 * Whether an IPv6 socket at `::` leaves IPv4 out. /proc does not tell of IPV6_V6ONLY: it is so where the kernel says
 * that it is the default, and where another socket has the port for IPv4, which could not be otherwise.
 *
 * @param all the sockets at one port
 * @returns the same of each of them
 */
export function only6Among(all: readonly Socket[], byDefault: boolean): (socket: Socket) => boolean {
  const isDivided = byDefault || all.some(({ family, open }) => family === 4 && open);
  return ({ address, family }) => (address === '::' ? isDivided : family === 6);
}

/** Whether what is sent to an address of the namespace gets to the socket (inet_rcv_saddr_equal of the kernel). */
export function accepts(socket: Socket, address: string, only6: boolean): boolean {
  const family = familyOf(address);
  if (isWildcard(socket.address)) return socket.family === family || (family === 4 && !only6);
  return socket.address === address;
}

/** The same of many sockets and many addresses: one look at each of them. */
export function acceptsAmong(
  sockets: readonly Socket[],
  isOnly6: (socket: Socket) => boolean,
): (address: string) => boolean {
  const at = new Set(sockets.map(({ address }) => address));
  const everywhere = sockets.filter(({ address }) => isWildcard(address));
  const families = new Set(
    everywhere.flatMap((socket) => (socket.family === 6 && !isOnly6(socket) ? [4, 6] : [socket.family])),
  );
  return (address) => at.has(address) || families.has(familyOf(address));
}

/**
 * Whether the socket keeps a server from the address: it is the same one, or one of the two is every address. A server
 * at `::` takes IPv4 too, as Go and Node have it.
 */
export function isInTheWay(socket: Socket, address: string, only6: boolean): boolean {
  if (address === '::') return true;
  if (address === '0.0.0.0') return socket.family === 4 || (socket.address === '::' && !only6);
  return accepts(socket, address, only6);
}
