import { parseProxyList } from '../../../src/go/settings/proxy-list.ts';
import { parseAddress, samePrefix } from '../address.ts';
import type { ProxyFacts } from '../facts.ts';
import { entriesOf } from '../list/entries.ts';
import { commonList } from '../list/everywhere.ts';
import { go } from '../readers/go.ts';
import type { ProxyFinding } from '../rules/index.ts';
import { parseTarget } from '../target.ts';

/** The own module proxy is asked through the way out, which hardly leads back in. */
export function judgeModules({ env, runtimes, goproxy }: ProxyFacts): readonly ProxyFinding[] {
  const list = parseProxyList(goproxy);
  if (!list.ok) return [];
  return list.value.entries.flatMap(({ url }): readonly ProxyFinding[] => {
    const target = url === null ? null : parseTarget(url);
    if (target === null || !isInside(target.host)) return [];
    const decision = go.decide(env, target);
    if (decision.kind !== 'proxy') return [];
    const exceptions = [env.NO_PROXY || env.no_proxy || '', target.host].filter((text) => text !== '').join();
    const { value } = commonList(env, entriesOf(exceptions), runtimes);
    return [
      {
        rule: 'proxy/goproxy-through-proxy',
        args: { host: target.host, variable: decision.variable, value },
      },
    ];
  });
}

const PRIVATE = [
  [[10, 0, 0, 0], 8],
  [[172, 16, 0, 0], 12],
  [[192, 168, 0, 0], 16],
  [[100, 64, 0, 0], 10],
  [[169, 254, 0, 0], 16],
] as const;
/** RFC 1918, 6598, 3927 and 4193; names without a dot; names that no public server knows (RFC 6762, 8375, 9476). */
const INSIDE = /^[^.]+$|\.(?:svc|local|internal|lan|home\.arpa|corp|intranet|test)$/;

function isInside(host: string): boolean {
  const address = parseAddress(host);
  if (address === null) return INSIDE.test(host);
  if (address.length === 16) return ((address[0] ?? 0) & 0xfe) === 0xfc;
  return PRIVATE.some(([network, bits]) => samePrefix(network, address, bits));
}
