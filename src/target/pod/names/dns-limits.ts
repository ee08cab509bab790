/** What of a resolv.conf a kubelet writes at most; further servers and domains are left out, the last first. */
export interface DnsLimits {
  /** First release of Kubernetes. */
  readonly since: string;
  readonly servers: number;
  readonly searches: number;
  /** Of all domains that are searched, with the spaces between them. */
  readonly characters: number;
}

/**
 * pkg/apis/core/validation: MaxDNSNameservers, MaxDNSSearchPathsLegacy and MaxDNSSearchListCharsLegacy; MaxDNSSearchPaths and
 * MaxDNSSearchListChars where the feature ExpandedDNSConfig is on, as it is by default from 1.26 on.
 */
export const OLD_LIMITS: DnsLimits = { since: '1.0', servers: 3, searches: 6, characters: 256 };
export const NEW_LIMITS: DnsLimits = { since: '1.26', servers: 3, searches: 32, characters: 2048 };

/** The domains that fit (formDNSSearchFitsLimits of pkg/kubelet/network/dns). */
export function fittingSearches(
  domains: readonly string[],
  { searches, characters }: DnsLimits,
): readonly string[] {
  let length = -1;
  const first = domains.slice(0, searches);
  const beyond = first.findIndex((domain) => {
    length += domain.length + 1;
    return length > characters;
  });
  return beyond < 0 ? first : first.slice(0, beyond);
}
