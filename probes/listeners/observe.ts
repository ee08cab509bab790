import type { ProbeContext } from '../../src/core/probe.ts';
import type { Host } from '../../src/target/host.ts';
import { normalAddress } from '../../src/target/posix/sockets/address.ts';
import { readSockets, type Tables } from '../../src/target/posix/sockets/read-sockets.ts';
import type { Question } from '../../src/target/posix/sockets/socket.ts';
import { parseFibTrie, parseIfInet6 } from '../../src/target/posix/sockets/table.ts';
import type { ListenersFacts, PodAddresses, WantedPort } from './facts.ts';
import { readHolders } from './look/holders.ts';
import { readRights } from './look/rights.ts';
import { keyOf } from './sockets/at-ports.ts';

/** From the tables of the network namespace in /proc, which is the pod's; nothing is sent, bound or connected. */
export function observe(
  host: Host,
  { policy, details, deadline }: Pick<ProbeContext<unknown>, 'policy' | 'details' | 'deadline'>,
  question: Question,
): ListenersFacts {
  const wanted = policy.listeners.ports.map(inOneForm);
  const tables = readSockets(host, wanted, question, details);
  const { sockets } = tables;
  // Who has it open is told where it is taken, or where the policy says who should.
  const ports = new Set(wanted.filter(({ by }) => question === 'free' || by !== null).map(keyOf));
  const asked = sockets?.filter((socket) => ports.has(keyOf(socket))) ?? [];
  return {
    wanted,
    sockets,
    unseen: tables.unseen,
    addresses: question === 'served' ? readAddresses(host) : null,
    only6: textOf(host, '/proc/sys/net/ipv6/bindv6only')?.trim() === '1',
    ...(asked.length === 0 ? { holders: new Map(), late: false } : readHolders(host, asked, deadline)),
    rights: needsRights(wanted, tables, question) ? readRights(host) : NO_RIGHTS,
    env: host.env,
  };
}

const NO_RIGHTS = { unprivilegedFrom: null, bindsAny: null, mayGain: false, ephemeral: null, reserved: '' };

function inOneForm(wanted: WantedPort): WantedPort {
  return wanted.address === null ? wanted : { ...wanted, address: normalAddress(wanted.address) };
}

/** Whether a port can be had is asked before it is, and where nobody has it. */
function needsRights(wanted: readonly WantedPort[], { sockets }: Tables, question: Question): boolean {
  if (question === 'free') return true;
  const ports = new Set(sockets?.map(({ port }) => port));
  return sockets !== null && wanted.some(({ port }) => !ports.has(port));
}

function readAddresses(host: Host): PodAddresses | null {
  const four = textOf(host, `${host.proc}/net/fib_trie`);
  const six = textOf(host, `${host.proc}/net/if_inet6`);
  // Without IPv6 in the kernel the second is not there.
  if (four === null) return null;
  return { four: parseFibTrie(four), six: six === null ? [] : parseIfInet6(six) };
}

function textOf(host: Host, path: string): string | null {
  const file = host.readFile(path);
  return file.ok ? file.value.toString('latin1') : null;
}
