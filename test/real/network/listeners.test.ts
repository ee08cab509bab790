import { expect, it } from 'vitest';
import { acceptsAmong, isInTheWay, only6Among } from '../../../probes/listeners/sockets/reach.ts';
import { normalAddress } from '../../../src/target/posix/sockets/address.ts';
import { parseFibTrie, parseIfInet6, parseSocketTable } from '../../../src/target/posix/sockets/table.ts';
import { describeReal } from '../../support/system/real-tools.ts';
import { type Asked, askKernel, type Bound, type Network } from './listeners/ask.ts';

const PORT = 40_000;

const NETWORKS: Readonly<Record<string, Network>> = {
  'of both families': { addresses: ['10.1.2.3', 'fd00::5'], six: true },
  'of IPv4 alone': { addresses: ['10.1.2.3'], six: false },
  'of IPv6 alone': { addresses: ['fd00::5', '2001:db8:0:0:1::'], six: true },
  'with loopback alone': { addresses: [], six: true },
};

/** Where a socket may be bound. */
function places({ addresses, six }: Network): readonly Omit<Bound, 'protocol'>[] {
  const four = ['0.0.0.0', '127.0.0.1', '127.0.0.2', ...addresses.filter((one) => !one.includes(':'))];
  const dual = ['::', '::1', ...addresses.filter((one) => one.includes(':'))];
  return [
    ...four.map((at) => ({ at })),
    ...(six ? dual.map((at) => ({ at })) : []),
    ...(six ? [{ at: '::', only6: true }, { at: '::ffff:127.0.0.1' }] : []),
  ];
}

const isV4 = (at: string) => !at.includes(':') || at.startsWith('::ffff:');

/** Whether two of them can be bound at once, so that there is something to ask. */
function together(a: Omit<Bound, 'protocol'>, b: Omit<Bound, 'protocol'>): boolean {
  if (isV4(a.at) !== isV4(b.at)) return [a, b].every((one) => one.at !== '::' || one.only6 === true);
  const every = [a, b].some(({ at }) => at === '0.0.0.0' || at === '::');
  return !every && normalAddress(a.at) !== normalAddress(b.at);
}

function casesOf(network: Network): readonly (readonly Bound[])[] {
  const all = places(network);
  return (['tcp', 'udp'] as const).flatMap((protocol) => [
    ...all.map((one) => [{ ...one, protocol }]),
    ...all.flatMap((a, i) =>
      all
        .slice(i + 1)
        .filter((b) => together(a, b))
        .map((b) => [
          { ...a, protocol },
          { ...b, protocol },
        ]),
    ),
    ...all
      .filter(({ at }) => at.includes('.'))
      .map((one) => [one, one].map((o) => ({ ...o, protocol, shares: true }))),
    ...(protocol === 'tcp'
      ? [...(network.six ? ['::1'] : []), '127.0.0.1', ...network.addresses].map((at) => [
          { protocol, at, out: true },
        ])
      : []),
  ]);
}

/** Nothing in /proc tells of IPV6_V6ONLY: such a socket alone looks like one for both families. */
function looksDual(bound: readonly Bound[]): boolean {
  return bound.some(({ only6 }) => only6) && !bound.some(({ at }) => isV4(at));
}

function socketsOf({ files }: Asked) {
  const of = (name: string, protocol: 'tcp' | 'udp') =>
    parseSocketTable(files[`/proc/self/net/${name}`] ?? '', protocol, true, (port) => port === PORT);
  return [...of('tcp', 'tcp'), ...of('tcp6', 'tcp'), ...of('udp', 'udp'), ...of('udp6', 'udp')];
}

describeReal(
  'who is reached, and what can be bound, agrees with the kernel',
  { tools: ['unshare', 'python3'], root: true },
  () => {
    it.each(Object.entries(NETWORKS))('in a network %s', (_, network) => {
      const cases = casesOf(network);
      const asked = askKernel(network, PORT, cases);
      const wrong: string[] = [];
      let compared = 0;
      cases.forEach((bound, at) => {
        const one = asked[at] as Asked;
        const sockets = socketsOf(one);
        for (const protocol of ['tcp', 'udp'] as const) {
          const mine = sockets.filter((socket) => socket.protocol === protocol);
          const only6 = only6Among(mine, false);
          const accepts = acceptsAmong(
            mine.filter(({ open }) => open),
            only6,
          );
          for (const [address, is] of Object.entries(one.accepts[protocol])) {
            compared++;
            const says = accepts(address);
            if (says !== is && !looksDual(bound)) wrong.push(`${JSON.stringify(bound)} ${address}: ${is}`);
          }
          for (const [address, is] of Object.entries(one.binds[protocol])) {
            compared++;
            const says = !mine.some((socket) => isInTheWay(socket, address, only6(socket)));
            if (says !== is && !looksDual(bound))
              wrong.push(`bind ${JSON.stringify(bound)} ${address}: ${is}`);
          }
        }
      });
      expect(wrong).toEqual([]);
      expect(compared).toBeGreaterThan(cases.length * 8);
    });

    it.each(Object.entries(NETWORKS))('reads the addresses of a network %s', (_, network) => {
      const [{ files }] = askKernel(network, PORT, [[]]) as readonly [Asked];
      const found = [
        ...parseFibTrie(files['/proc/self/net/fib_trie'] ?? ''),
        ...parseIfInet6(files['/proc/self/net/if_inet6'] ?? ''),
      ];
      expect(found.sort()).toEqual(network.addresses.map(normalAddress).sort());
    });
  },
);
