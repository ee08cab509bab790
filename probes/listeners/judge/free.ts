import type { PodPort } from '../../../src/target/pod/facts.ts';
import type { ListenersFacts, PortRights, Socket, WantedPort } from '../facts.ts';
import type { ListenersFinding } from '../rules/index.ts';
import { isInTheWay, isOnly6 } from '../sockets/reach.ts';
import { who } from './holder.ts';

/** Whether a program that starts now can have the port. */
export function judgeFree(
  wanted: WantedPort,
  facts: ListenersFacts,
  sockets: readonly Socket[],
): readonly ListenersFinding[] {
  return [...taken(wanted, facts, sockets), ...whyNotAllowed(wanted, facts), ...mayBeGiven(wanted, facts)];
}

/** Without an address of the policy a server takes all: those of IPv4, or of both families. */
const ANYWHERE = ['0.0.0.0', '::'];

function taken(
  { port, protocol, address }: WantedPort,
  { only6, holders, rights }: ListenersFacts,
  sockets: readonly Socket[],
): readonly ListenersFinding[] {
  // What a former server still has to send keeps none from the port that sets SO_REUSEADDR, as Go and Node do.
  const counts = ({ open }: Socket) => open || isEphemeral(port, rights);
  const there = sockets.filter((one) => one.port === port && one.protocol === protocol && counts(one));
  const ways = address === null ? ANYWHERE : [address];
  const kept = (at: string) => there.filter((one) => isInTheWay(one, at, isOnly6(one, there, only6)));
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
      args: { port, protocol, from: unprivilegedFrom, mayGain },
      severity: mayGain ? 'warning' : 'error',
    },
  ];
}

/** The same of the ports that a manifest declares: it depends on the runtime of the node. */
export function judgeManifest(ports: readonly PodPort[]): readonly ListenersFinding[] {
  return ports
    .filter((one): one is PodPort & { protocol: 'tcp' | 'udp' } => one.protocol !== 'sctp')
    .map(({ port, protocol }) => ({
      rule: 'listeners/privileged-port',
      args: { port, protocol, from: null, mayGain: false },
      severity: 'warning',
    }));
}

/** An outgoing connection may get it first. */
function mayBeGiven({ port, protocol }: WantedPort, { rights }: ListenersFacts): readonly ListenersFinding[] {
  const { ephemeral, reserved } = rights;
  if (ephemeral === null || !isEphemeral(port, rights)) return [];
  const [first, last] = ephemeral;
  return [{ rule: 'listeners/ephemeral-port', args: { port, protocol, first, last, reserved } }];
}

function isEphemeral(port: number, { ephemeral, reserved }: PortRights): boolean {
  if (ephemeral === null || port < ephemeral[0] || port > ephemeral[1]) return false;
  return !reserved.split(',').some((range) => {
    const [low = Number.NaN, high = low] = range.split('-').map(Number);
    return port >= low && port <= high;
  });
}
