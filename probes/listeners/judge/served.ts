import { isLoopback } from '../../../src/target/posix/sockets/address.ts';
import type { Socket } from '../../../src/target/posix/sockets/socket.ts';
import type { ListenersFacts, WantedPort } from '../facts.ts';
import type { ListenersFinding } from '../rules/index.ts';
import { type AtPorts, MOST_SHOWN } from '../sockets/at-ports.ts';
import { acceptsAmong, only6Among } from '../sockets/reach.ts';
import { whyNotAllowed } from './free.ts';
import { otherProcess } from './holder.ts';
import { listenElsewhere, type Setting } from './setting.ts';

/** Whether somebody can be reached at the port: by whom, from where, in which family. */
export function judgeServed(
  wanted: WantedPort,
  facts: ListenersFacts,
  { at, open }: AtPorts,
): readonly ListenersFinding[] {
  const { port, protocol } = wanted;
  const there = at(wanted).filter((one) => one.open);
  if (there.length === 0) {
    const cause = whyNotAllowed(wanted, facts);
    return [
      ...cause,
      {
        rule: 'listeners/not-listening',
        args: { port, protocol, others: open },
        ...(cause.length > 0 ? { causedBy: 'listeners/privileged-port' } : {}),
      },
    ];
  }
  const reached =
    wanted.address === null ? unreached(wanted, there, facts) : notAt(wanted, wanted.address, there, facts);
  return [...reached, ...otherProcess(wanted, there, facts)];
}

type Evidence = {
  readonly port: number;
  readonly protocol: WantedPort['protocol'];
  readonly at: readonly string[];
  readonly setting: Setting | null;
};

function evidence(
  { port, protocol }: WantedPort,
  there: readonly Socket[],
  facts: ListenersFacts,
  to: string,
): Evidence {
  const at = [...new Set(there.map(({ address }) => address))].slice(0, MOST_SHOWN);
  return { port, protocol, at, setting: listenElsewhere(facts.env, at, port, to) };
}

/** Asked for at one address. */
function notAt(
  wanted: WantedPort,
  address: string,
  there: readonly Socket[],
  facts: ListenersFacts,
): readonly ListenersFinding[] {
  if (acceptsAmong(there, only6Among(there, facts.only6))(address)) return [];
  return [{ rule: 'listeners/wrong-address', args: { ...evidence(wanted, there, facts, address), address } }];
}

/** Asked for from outside: at one address of the pod at least, and better of each family that it has. */
function unreached(
  wanted: WantedPort,
  there: readonly Socket[],
  facts: ListenersFacts,
): readonly ListenersFinding[] {
  const outside = there.filter(({ address }) => !isLoopback(address));
  if (outside.length === 0)
    return [{ rule: 'listeners/loopback-only', args: evidence(wanted, there, facts, anywhere(facts)) }];
  const { addresses, only6 } = facts;
  if (addresses === null || addresses.four.length + addresses.six.length === 0) return [];
  const accepts = acceptsAmong(outside, only6Among(there, only6));
  const served = (own: readonly string[]) => own.some(accepts);
  const lacks = [
    ...(addresses.four.length > 0 && !served(addresses.four) ? (['IPv4'] as const) : []),
    ...(addresses.six.length > 0 && !served(addresses.six) ? (['IPv6'] as const) : []),
  ];
  const [family] = lacks;
  if (family === undefined) return [];
  const has = [...(addresses.four.length > 0 ? ['IPv4'] : []), ...(addresses.six.length > 0 ? ['IPv6'] : [])];
  const own = family === 'IPv4' ? addresses.four : addresses.six;
  const args = evidence(wanted, there, facts, anywhere(facts));
  // Of that family, and yet not there: bound to an address that the pod does not have.
  const ofFamily = outside.some((socket) => (family === 'IPv4') === (socket.family === 4));
  if (lacks.length === has.length && ofFamily)
    return [{ rule: 'listeners/wrong-address', args: { ...args, address: own[0] ?? '' } }];
  const byDefault = family === 'IPv4' && only6 && outside.some(({ address }) => address === '::');
  const severity = lacks.length < has.length ? 'info' : byDefault ? 'warning' : 'error';
  return [{ rule: 'listeners/wrong-family', args: { ...args, family, byDefault }, severity }];
}

/** All addresses of the families that the pod has. */
function anywhere({ addresses }: ListenersFacts): string {
  return addresses !== null && addresses.six.length > 0 ? '::' : '0.0.0.0';
}
