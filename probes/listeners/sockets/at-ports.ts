import type { Socket, WantedPort } from '../facts.ts';

/** The sockets by the ports that they are at, looked through once for all wanted ports. */
export interface AtPorts {
  readonly at: (wanted: Pick<WantedPort, 'port' | 'protocol'>) => readonly Socket[];
  /** Some of those that are open, in words: `0.0.0.0:8080/tcp`. */
  readonly open: readonly string[];
  /** Ports that are kept from outgoing connections. */
  readonly reserved: ReadonlySet<number>;
}

/** As many as a person reads. */
export const MOST_SHOWN = 8;

/** @param reserved what is kept from outgoing connections, as the kernel writes it: `50051,8000-8010` */
export function atPorts(sockets: readonly Socket[], reserved: string): AtPorts {
  const byPort = new Map<string, Socket[]>();
  const open = new Set<string>();
  for (const socket of sockets) {
    const key = keyOf(socket);
    const there = byPort.get(key);
    if (there === undefined) byPort.set(key, [socket]);
    else there.push(socket);
    if (socket.open && open.size < MOST_SHOWN) open.add(inWords(socket));
  }
  return {
    at: (wanted) => byPort.get(keyOf(wanted)) ?? [],
    open: [...open],
    reserved: portsIn(reserved),
  };
}

export function keyOf({ port, protocol }: Pick<WantedPort, 'port' | 'protocol'>): string {
  return `${port}/${protocol}`;
}

const MOST_PORTS = 65536;

function portsIn(list: string): ReadonlySet<number> {
  const found = new Set<number>();
  for (const range of list.split(',')) {
    const [low = Number.NaN, high = low] = range.split('-').map(Number);
    for (let port = low; port <= Math.min(high, MOST_PORTS); port++) found.add(port);
    if (found.size >= MOST_PORTS) break;
  }
  return found;
}

function inWords({ address, port, protocol }: Socket): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port}/${protocol}`;
}
