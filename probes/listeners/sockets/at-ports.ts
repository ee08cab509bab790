import type { Socket } from '../../../src/target/posix/sockets/socket.ts';
import type { WantedPort } from '../facts.ts';

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
  if (list === '') return found;
  // How many ranges more, or fewer, there are from a port on: what lies in many of them is gone through once.
  const more = new Int32Array(MOST_PORTS + 1);
  for (const range of list.split(',')) {
    const [low = Number.NaN, high = low] = range.split('-').map(Number);
    if (!Number.isInteger(low) || !Number.isInteger(high) || low < 0 || high < low) continue;
    for (const [at, by] of [[low, 1] as const, [high + 1, -1] as const])
      if (at < MOST_PORTS) more[at] = (more[at] ?? 0) + by;
  }
  let ranges = 0;
  for (let port = 0; port < MOST_PORTS; port++) {
    ranges += more[port] ?? 0;
    if (ranges > 0) found.add(port);
  }
  return found;
}

function inWords({ address, port, protocol }: Socket): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port}/${protocol}`;
}
