import { directory, file, link, type Tree } from '../tree.ts';

/** A socket of a namespace in memory. */
export interface TestSocket {
  readonly protocol?: 'tcp' | 'udp';
  /** `127.0.0.1` or `::`. */
  readonly at: string;
  readonly port: number;
  /** Default: it is open. `connection`: a TCP connection. */
  readonly state?: 'open' | 'connection';
  readonly uid?: number;
  readonly inode?: number;
}

export interface TestNetwork {
  readonly sockets?: readonly TestSocket[];
  /** Beside loopback. */
  readonly addresses?: readonly string[];
  readonly only6?: boolean;
  readonly unprivilegedFrom?: number;
  readonly ephemeral?: readonly [number, number];
  readonly reserved?: string;
  /** Who has a socket, by its inode. */
  readonly holders?: Readonly<Record<number, { readonly pid: number; readonly name: string }>>;
}

/** /proc of a process in such a network, as Linux writes it on a little-endian machine. */
export function networkTree({
  sockets = [],
  addresses = ['10.1.2.3'],
  only6 = false,
  unprivilegedFrom = 1024,
  ephemeral = [32768, 60999],
  reserved = '',
  holders = {},
}: TestNetwork): Tree {
  const table = (protocol: 'tcp' | 'udp', six: boolean) => {
    const lines = sockets
      .filter((socket) => (socket.protocol ?? 'tcp') === protocol && socket.at.includes(':') === six)
      .map((socket, at) => lineOf(socket, at, protocol));
    return `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n${lines.join('')}`;
  };
  const four = addresses.filter((address) => !address.includes(':'));
  const six = addresses.filter((address) => address.includes(':'));
  return {
    '/proc/self/net/tcp': table('tcp', false),
    '/proc/self/net/tcp6': table('tcp', true),
    '/proc/self/net/udp': table('udp', false),
    '/proc/self/net/udp6': table('udp', true),
    '/proc/self/net/fib_trie': `Local:\n${['127.0.0.1', ...four].map((address) => `        |-- ${address}\n           /32 host LOCAL\n`).join('')}`,
    '/proc/self/net/if_inet6': six.map((address) => `${hexOf(address)} 02 40 00 80     eth0\n`).join(''),
    '/proc/sys/net/ipv6/bindv6only': `${Number(only6)}\n`,
    '/proc/sys/net/ipv4/ip_unprivileged_port_start': `${unprivilegedFrom}\n`,
    '/proc/sys/net/ipv4/ip_local_port_range': `${ephemeral.join('\t')}\n`,
    '/proc/sys/net/ipv4/ip_local_reserved_ports': `${reserved}\n`,
    ...Object.fromEntries(
      Object.entries(holders).flatMap(([inode, { pid, name }]) => [
        [`/proc/${pid}/fd`, directory({ mode: 0o500 })],
        [`/proc/${pid}/fd/3`, link(`socket:[${inode}]`)],
        [`/proc/${pid}/comm`, file(`${name.slice(0, 15)}\n`)],
        [`/proc/${pid}/cmdline`, file(`/usr/bin/${name}\0-x\0`)],
        [`/proc/${pid}/exe`, link(`/usr/bin/${name}`)],
      ]),
    ),
  };
}

function lineOf(
  { at, port, state = 'open', uid = 0, inode = 4711 }: TestSocket,
  number: number,
  protocol: 'tcp' | 'udp',
): string {
  const local = (hexOf(at).match(/.{8}/g) ?? []).map(swapped).join('');
  const code = protocol === 'udp' ? '07' : state === 'open' ? '0A' : '01';
  const remote = '0'.repeat(local.length);
  return `   ${number}: ${local}:${hex(port, 4)} ${remote}:0000 ${code} 00000000:00000000 00:00000000 00000000 ${String(uid).padStart(5)}        0 ${inode} 1 0000000046a0e2e0 100 0 0 10 0\n`;
}

function swapped(word: string): string {
  return (word.match(/../g) ?? []).reverse().join('');
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}

/** All digits, in the order of the address. */
function hexOf(address: string): string {
  if (!address.includes(':'))
    return address
      .split('.')
      .map((part) => hex(Number(part), 2))
      .join('');
  const [before = [], after = []] = address.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after]
    .map((group) => group.padStart(4, '0'))
    .join('')
    .toLowerCase();
}
