import { isPublicService } from '../../../src/go/settings/public-services.ts';
import { isIpAddress } from '../address.ts';
import type { ServerFact, Verdict } from '../facts.ts';
import type { CertificateText } from '../lent.ts';

/**
 * By what it is seen that a proxy in between signs anew: `public`: a service that everybody knows, with a certificate of no
 * public CA; `product`: the name of the issuer; `several`: servers of different owners with the same unknown issuer.
 */
export type Sign = 'public' | 'product' | 'several';

/** Names that products which look into TLS give to their CAs by default. */
const PRODUCTS =
  /zscaler|netskope|forcepoint|blue ?coat|fortigate|fortinet|palo alto|globalprotect|sophos|umbrella|mitmproxy|squid|charles proxy|fiddler|portswigger|kaspersky|barracuda|checkpoint|check point|watchguard|sonicwall|mcafee web|skyhigh|menlo|iboss|websense|cloudflare gateway|ssl[- ]?inspection|tls[- ]?inspection|man[- ]in[- ]the[- ]middle|deep inspection/i;

export function interceptorOf(
  host: string,
  top: CertificateText,
  all: readonly ServerFact[],
  verdicts: readonly Verdict[],
): Sign | null {
  if (PRODUCTS.test(`${top.issuer} ${top.organisation ?? ''}`)) return 'product';
  // Node's own list has the public CAs, whatever the store of the container lacks.
  const ofNode = verdicts.find(({ bundled }) => bundled);
  const known =
    isPublicService(host) || ['github.com', 'gitlab.com', 'google.com'].some((name) => isOf(host, name));
  if (ofNode?.refusal?.why !== 'issuer-unknown') return null;
  if (known) return 'public';
  const owners = all
    .filter(({ shaken }) => shaken?.chain.at(-1)?.issuer === top.issuer)
    .map((one) => ownerOf(one.host));
  return !top.selfIssued &&
    isIpAddress(host) === false &&
    new Set(owners.filter((owner) => owner !== null)).size > 1
    ? 'several'
    : null;
}

function isOf(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

/** The last two labels; null of an address, and of what has no owner outside. */
function ownerOf(host: string): string | null {
  const labels = host.split('.');
  if (isIpAddress(host) || labels.length < 2) return null;
  return labels.slice(-2).join('.');
}
