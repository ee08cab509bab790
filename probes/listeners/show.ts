import type { JsonObject } from '../../src/core/types/json.ts';
import type { Question, Socket } from '../../src/target/posix/sockets/socket.ts';
import type { ListenersFacts, WantedPort } from './facts.ts';

/** As many as fit into a line. */
const MAX_SHOWN = 6;

/** `8080 at 0.0.0.0, 53/udp at 10.1.2.3`, or who has what is to be free. */
export function summaryOf({ wanted, sockets }: ListenersFacts, question: Question): string {
  if (sockets === null) return 'not known: /proc does not tell';
  const parts = wanted.slice(0, MAX_SHOWN).map((one) => {
    const at = [...new Set(sockets.filter((socket) => isAt(socket, one)).map(({ address }) => address))];
    if (question === 'free') return `${nameOf(one)} ${at.length === 0 ? 'free' : 'taken'}`;
    return `${nameOf(one)} ${at.length === 0 ? 'closed' : `at ${at.slice(0, 2).join(' and ')}`}`;
  });
  const more = wanted.length - parts.length;
  return `${parts.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function isAt(socket: Socket, { port, protocol }: WantedPort): boolean {
  return socket.open && socket.port === port && socket.protocol === protocol;
}

function nameOf({ port, protocol }: WantedPort): string {
  return protocol === 'tcp' ? String(port) : `${port}/${protocol}`;
}

export function reportOf({ sockets, holders, addresses }: ListenersFacts): JsonObject {
  return {
    sockets:
      sockets?.map(({ protocol, address, port, open, uid, inode }) => ({
        protocol,
        address,
        port,
        open,
        uid,
        by: holders.get(inode)?.names[0] ?? null,
      })) ?? null,
    addresses: addresses === null ? null : [...addresses.four, ...addresses.six],
  };
}
