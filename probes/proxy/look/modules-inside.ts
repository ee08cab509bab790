import { parseProxyList } from '../../../src/go/settings/proxy/proxy-list.ts';
import { parseAddress, samePrefix } from '../address/ip-address.ts';
import { parseTarget, type Target } from '../address/target.ts';

/** The entries of GOPROXY that only somebody inside can reach. */
export function modulesInside(goproxy: string): readonly Target[] {
  const list = parseProxyList(goproxy);
  if (!list.ok) return [];
  return list.value.entries.flatMap(({ url }) => {
    const target = url === null ? null : parseTarget(url);
    return target !== null && isInside(target.host) ? [target] : [];
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
