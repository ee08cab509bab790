import type { PodFacts, PodPort } from '../../../src/target/pod/facts.ts';
import type { Socket } from '../../../src/target/posix/sockets/socket.ts';
import type { ListenersFacts, PortRights, WantedPort } from '../facts.ts';
import type { ListenersFinding } from '../rules/index.ts';
import type { AtPorts } from '../sockets/at-ports.ts';
import { isInTheWay, only6Among } from '../sockets/reach.ts';
import { who } from './holder.ts';

/** Whether a program that starts now can have the port. */
export function judgeFree(
  wanted: WantedPort,
  facts: ListenersFacts,
  there: AtPorts,
): readonly ListenersFinding[] {
  const isGiven = isEphemeral(wanted.port, facts.rights, there);
  return [
    ...taken(wanted, facts, there.at(wanted), isGiven),
    ...whyNotAllowed(wanted, facts),
    ...(isGiven ? mayBeGiven(wanted, facts) : []),
  ];
}

/** Without an address of the policy a server takes all: those of IPv4, or of both families. */
const ANYWHERE = ['0.0.0.0', '::'];

function taken(
  { port, protocol, address }: WantedPort,
  { only6, holders }: ListenersFacts,
  sockets: readonly Socket[],
  isGiven: boolean,
): readonly ListenersFinding[] {
  // What a former server still has to send keeps none from the port that sets SO_REUSEADDR, as Go and Node do.
  const there = sockets.filter(({ open }) => open || isGiven);
  const ways = address === null ? ANYWHERE : [address];
  const isOnly6 = only6Among(there, only6);
  const kept = (at: string) => there.filter((one) => isInTheWay(one, at, isOnly6(one)));
  const blocked = ways.filter((at) => kept(at).length > 0);
  const [first] = ways.flatMap(kept).sort((a, b) => Number(b.open) - Number(a.open));
  if (first === undefined) return [];
  const isCertain = first.open && blocked.length === ways.length;
  return [
    {
      rule: 'listeners/port-taken',
      args: {
        port,
        protocol,
        at: first.address,
        connection: !first.open,
        uid: first.uid,
        ...who(holders.get(first.inode)),
      },
      severity: isCertain ? 'error' : 'warning',
    },
  ];
}

/** Ports of privileged programs (ip(7)). */
export function whyNotAllowed(
  { port, protocol }: WantedPort,
  { rights }: ListenersFacts,
): readonly ListenersFinding[] {
  const { unprivilegedFrom, bindsAny, mayGain } = rights;
  if (unprivilegedFrom === null || bindsAny !== false || port >= unprivilegedFrom) return [];
  return [
    {
      rule: 'listeners/privileged-port',
      args: { port, protocol, from: unprivilegedFrom, mayGain, added: false, ofNode: false },
      severity: mayGain ? 'warning' : 'error',
    },
  ];
}

/** The same of the ports that a manifest declares: it depends on the runtime of the node. */
export function judgeManifest({
  lowPorts,
  addsBinding,
  ofNodeNetwork,
}: Pick<PodFacts, 'lowPorts' | 'addsBinding' | 'ofNodeNetwork'>): readonly ListenersFinding[] {
  return lowPorts
    .filter((one): one is PodPort & { protocol: 'tcp' | 'udp' } => one.protocol !== 'sctp')
    .map(({ port, protocol }) => ({
      rule: 'listeners/privileged-port',
      args: { port, protocol, from: null, mayGain: false, added: addsBinding, ofNode: ofNodeNetwork },
      severity: 'warning',
    }));
}

/** An outgoing connection may get it first. */
function mayBeGiven({ port, protocol }: WantedPort, { rights }: ListenersFacts): readonly ListenersFinding[] {
  const { ephemeral, reserved } = rights;
  if (ephemeral === null) return [];
  const [first, last] = ephemeral;
  return [{ rule: 'listeners/ephemeral-port', args: { port, protocol, first, last, reserved } }];
}

function isEphemeral(port: number, { ephemeral }: PortRights, { reserved }: AtPorts): boolean {
  return ephemeral !== null && port >= ephemeral[0] && port <= ephemeral[1] && !reserved.has(port);
}
