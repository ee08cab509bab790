import type { Host } from '../../src/target/host.ts';

/** Of a line of proc_net_tcp (Linux' Documentation/networking): the local port, where the state is TCP_LISTEN. */
const LISTENS = /^ *\d+: [0-9A-F]{8,32}:([0-9A-F]{4}) [0-9A-F]{8,32}:[0-9A-F]{4} 0A /gm;

/**
 * TCP ports at which somebody listens in the network namespace of a process.
 *
 * @param directory of the process in /proc
 */
export function listeningAt(host: Host, directory: string): ReadonlySet<number> {
  const ports = ['tcp', 'tcp6'].flatMap((name) => {
    const table = host.readFile(`${directory}/net/${name}`);
    return table.ok ? [...table.value.toString('latin1').matchAll(LISTENS)] : [];
  });
  return new Set(ports.map(([, port = '']) => Number.parseInt(port, 16)));
}
