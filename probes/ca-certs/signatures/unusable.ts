import type { X509Certificate } from 'node:crypto';
import type { Entry } from '../certificates/entry.ts';
import { forServers, type Presented, presented } from '../verify/presented.ts';
import { mayIssue } from '../x509/may-issue.ts';
import type { Unknown } from './unknown.ts';

/** Why a certificate that Go has in its pool vouches for no server. */
export interface Unusable {
  /**
   * `key`: Go verifies no signature of such keys. `extension`: a critical one that nobody knows. `purpose`: it is for others than
   * servers. `nameless`: it may sign no other, and as itself it has no name that Go would look at.
   */
  readonly why: 'key' | 'extension' | 'purpose' | 'nameless';
  /** The kind of key, the object identifier of the extension, or those of the purposes. */
  readonly what: string;
}

/** Kinds of keys (as Node calls them) that Go reads, and verifies nothing with (checkSignature of crypto/x509). */
const KEYS: Readonly<Record<string, string>> = {
  'rsa-pss': 'RSASSA-PSS',
  dsa: 'DSA',
  ed448: 'Ed448',
  x25519: 'X25519',
  x448: 'X448',
};

/** Those of them that vouch for no server. Pure. */
export function unusableAmong(unknown: readonly Unknown[]): ReadonlyMap<Entry, Unusable> {
  const found = new Map<Entry, Unusable>();
  for (const { entry } of unknown) {
    // What Go takes with a negative serial is in its pool: whether it should is asked elsewhere.
    const certificate = presented(entry.der, () => true);
    const why = certificate === null ? null : whyUnusable(certificate);
    if (why !== null) found.set(entry, why);
  }
  return found;
}

function whyUnusable(one: Presented): Unusable | null {
  const key = keyOf(one.openssl);
  if (key !== null) return { why: 'key', what: key };
  if (one.unhandled !== null) return { why: 'extension', what: dotted(one.unhandled) };
  if (!forServers(one)) return { why: 'purpose', what: (one.purposes ?? []).map(dotted).join(', ') };
  const { dns, addresses } = one.names;
  const isNameless = dns.length === 0 && addresses.length === 0;
  return !mayIssue(one.certificate) && isNameless ? { why: 'nameless', what: '' } : null;
}

/** Null: Go verifies by it, or it is of a kind that this OpenSSL does not know. */
function keyOf(openssl: () => X509Certificate): string | null {
  try {
    return KEYS[openssl().publicKey.asymmetricKeyType ?? ''] ?? null;
  } catch {
    return null;
  }
}

/** An object identifier as people write it. */
function dotted(hex: string): string {
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of Buffer.from(hex, 'hex')) {
    arc = arc * 128n + BigInt(byte % 128);
    if (byte >= 128) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [first = 0n, ...rest] = arcs;
  const top = first < 80n ? first / 40n : 2n;
  return [top, first - top * 40n, ...rest].join('.');
}
