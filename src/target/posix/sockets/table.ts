import { addressOf, bytesOf, mappedIn } from './address.ts';
import type { Socket } from './socket.ts';

/** TCP_LISTEN, and TCP_CLOSE, in which UDP sockets are that talk to nobody in particular (net/tcp_states.h). */
const LISTEN = '0A';
const UNCONNECTED = '07';

const LINE =
  /^ *\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) (?:[0-9A-F]{8}|[0-9A-F]{32}):[0-9A-F]{4} ([0-9A-F]{2}) \S+ \S+ \S+ +(\d+) +\d+ +(\d+)/;

/** Of a line, where its port and its state are: all that is needed to pass over most of them. */
const BRIEF = /: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} ([0-9A-F]{2}) /;

/**
 * The sockets of /proc/net/tcp, tcp6, udp or udp6 (proc_net_tcp, Linux' Documentation/networking). A line that has
 * another form is left out.
 *
 * @param little the machine is little-endian: addresses are printed as its words
 * @param keep which of them; asked before a line is taken apart, since a node has a hundred thousand
 */
export function parseSocketTable(
  text: string,
  protocol: Socket['protocol'],
  little: boolean,
  keep: (port: number, open: boolean) => boolean = () => true,
): readonly Socket[] {
  const openState = protocol === 'tcp' ? LISTEN : UNCONNECTED;
  const sockets: Socket[] = [];
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    // A line without an end was cut.
    if (end < 0) break;
    const line = end - at > MAX_LINE ? '' : text.slice(at, end);
    at = end + 1;
    const [, port, state] = BRIEF.exec(line) ?? [];
    if (port === undefined || !keep(Number.parseInt(port, 16), state === openState)) continue;
    const socket = socketOf(line, protocol, little, openState);
    if (socket !== null) sockets.push(socket);
  }
  return sockets;
}

/** Longer than any that the kernel writes. */
const MAX_LINE = 512;

function socketOf(
  line: string,
  protocol: Socket['protocol'],
  little: boolean,
  openState: string,
): Socket | null {
  const [, local = '', port = '', state, uid, inode] = LINE.exec(line) ?? [];
  if (state === undefined) return null;
  const bytes = bytesOf(local, little);
  const mapped = mappedIn(bytes);
  return {
    protocol,
    family: mapped === null && bytes.length === 16 ? 6 : 4,
    address: addressOf(mapped ?? bytes),
    port: Number.parseInt(port, 16),
    open: state === openState,
    uid: Number(uid),
    inode: Number(inode),
  };
}

/** IPv4 addresses of a namespace in its /proc/net/fib_trie, without loopback. */
export function parseFibTrie(text: string): readonly string[] {
  const found = new Set<string>();
  let at = '';
  for (const line of text.split('\n')) {
    const [, leaf] = /^[ |]*\|-- ([0-9.]{7,15})$/.exec(line) ?? [];
    if (leaf !== undefined) at = leaf;
    else if (/^ *\/32 host LOCAL/.test(line) && !/^(?:127|169\.254)\./.test(at)) found.add(at);
  }
  return [...found];
}

/** IPv6 addresses in /proc/net/if_inet6 that are valid beyond their link. */
export function parseIfInet6(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const [, hex, scope] = /^([0-9a-f]{32}) [0-9a-f]+ [0-9a-f]+ ([0-9a-f]{2}) /.exec(line) ?? [];
    // 00: global (private ones too), 40: site.
    return hex !== undefined && (scope === '00' || scope === '40') ? [addressOf(bytesOf(hex, false))] : [];
  });
}
