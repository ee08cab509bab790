import type { Entry } from '../certificates/entry.ts';
import { bytes, ID } from './extensions.ts';
import { isNamed } from './host-name.ts';
import { forServers, type Presented, presented } from './presented.ts';

/** Why Go does not take a chain, as its errors are (crypto/x509/verify.go). */
export type GoComplaint =
  | 'expired'
  | 'not-yet-valid'
  | 'name'
  | 'unknown-authority'
  | 'not-a-ca'
  | 'path-too-long'
  | 'purpose'
  | 'critical-extension'
  | 'unreadable';

/** Why a certificate of the store that has the right name did not do. */
export type Hint = GoComplaint | 'weak-signature' | 'bad-signature';

export interface GoRefusal {
  readonly complaint: GoComplaint;
  /** Whose certificate it is about. */
  readonly subject: string;
  readonly hint: Hint | null;
}

export interface GoQuestion {
  /** What the server sent, DER, its own first. */
  readonly chain: readonly Buffer[];
  /** Go's pool. */
  readonly roots: ReadonlySet<Entry>;
  readonly host: string;
  /** The host is an address, in the form of `addressText`. */
  readonly isAddress: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether Go takes negative serial numbers. */
  negativeSerials(): boolean;
}

/** Go gives up a search that is longer. */
const MAX_CHECKS = 100;

/**
 * Whether `Verify` of crypto/x509 takes the chain, with what is in crypto/tls around it; null where it does. Pure.
 * Name constraints and certificate policies are left out: who asks looks at `constrained`.
 */
export function verifyAsGo(question: GoQuestion): GoRefusal | null {
  const read = question.chain.map((der) => presented(der, question.negativeSerials));
  const [leaf, ...others] = read;
  // crypto/tls reads all of them before anything is verified.
  if (leaf === undefined || leaf === null || others.includes(null))
    return { complaint: 'unreadable', subject: leaf?.subject ?? '', hint: null };
  const own = invalid(leaf, 'leaf', [], question.now);
  if (own !== null) return { complaint: own, subject: leaf.subject, hint: null };
  if (!isNamed(question.host, question.isAddress, leaf.names))
    return { complaint: 'name', subject: leaf.subject, hint: null };
  const search: Search = {
    now: question.now,
    roots: byName(rootsNear(question.roots, read as readonly Presented[], question.negativeSerials)),
    intermediates: byName(others.filter((one) => one !== null)),
    checks: 0,
  };
  const found = isRoot(leaf, question.roots) ? { chains: [[leaf]], error: null } : build([leaf], search);
  if (found.error !== null) return found.error;
  const usable = found.chains.some((chain) => chain.every(forServers));
  return usable ? null : { complaint: 'purpose', subject: leaf.subject, hint: null };
}

interface Search {
  readonly now: number;
  readonly roots: ReadonlyMap<string, readonly Presented[]>;
  readonly intermediates: ReadonlyMap<string, readonly Presented[]>;
  checks: number;
}

interface Found {
  readonly chains: readonly (readonly Presented[])[];
  /** Null where there is a chain. */
  readonly error: GoRefusal | null;
}

/** buildChains: roots first, then what the server sent; the error is the last one that was not about a signature. */
function build(chain: readonly Presented[], search: Search): Found {
  const child = chain.at(-1) as Presented;
  const chains: (readonly Presented[])[] = [];
  let error: GoRefusal | null = null;
  let hint: Hint | null = null;
  for (const type of ['root', 'intermediate'] as const) {
    const potential = search[type === 'root' ? 'roots' : 'intermediates'].get(child.issuerKey) ?? [];
    for (const parent of potential) {
      if (++search.checks > MAX_CHECKS)
        return { chains, error: chains.length > 0 ? null : unknown(child, hint) };
      if (chain.some((one) => sameKeyAndName(one, parent))) continue;
      const signature = whyNotSigned(child, parent);
      if (signature !== null) {
        hint ??= signature;
        continue;
      }
      const complaint = invalid(parent, type, chain, search.now);
      error = complaint === null ? null : { complaint, subject: parent.subject, hint: null };
      if (complaint !== null) hint ??= complaint;
      else if (type === 'root') chains.push([...chain, parent]);
      else {
        const above = build([...chain, parent], search);
        error = above.error;
        chains.push(...above.chains);
      }
    }
  }
  if (chains.length > 0) return { chains, error: null };
  return { chains, error: error ?? unknown(child, hint) };
}

function unknown({ subject }: Presented, hint: Hint | null): GoRefusal {
  return { complaint: 'unknown-authority', subject, hint };
}

/** Certificate.isValid */
function invalid(
  { certificate, unhandled, pathLength }: Presented,
  type: 'leaf' | 'intermediate' | 'root',
  chain: readonly Presented[],
  now: number,
): GoComplaint | null {
  if (unhandled !== null) return 'critical-extension';
  if (now < certificate.notBefore) return 'not-yet-valid';
  // Certificates name seconds, and hold to the end of the last one.
  if (now > certificate.notAfter) return 'expired';
  if (type === 'intermediate' && certificate.extensions.ca !== true) return 'not-a-ca';
  return pathLength !== null && chain.length - 1 > pathLength ? 'path-too-long' : null;
}

/** CheckSignatureFrom */
function whyNotSigned(child: Presented, { certificate, openssl }: Presented): Hint | null {
  const { version, extensions, key } = certificate;
  if (version === 3 ? extensions.ca !== true : extensions.ca === false) return 'not-a-ca';
  if (!extensions.mayCertSign) return 'not-a-ca';
  if (child.certificate.signature !== 'strong') return 'weak-signature';
  if (key.type === 'other') return 'bad-signature';
  try {
    return child.openssl().verify(openssl().publicKey) ? null : 'bad-signature';
  } catch {
    return 'bad-signature';
  }
}

/** alreadyInChain */
function sameKeyAndName(a: Presented, b: Presented): boolean {
  const nameOf = ({ extensions }: Presented) =>
    extensions.find(({ oid }) => oid === ID.alternativeName)?.value.toString('latin1') ?? null;
  const keyOf = ({ der, certificate }: Presented) => bytes(der, ...certificate.keyData).toString('latin1');
  return a.subjectKey === b.subjectKey && keyOf(a) === keyOf(b) && nameOf(a) === nameOf(b);
}

function isRoot({ der }: Presented, roots: ReadonlySet<Entry>): boolean {
  return [...roots].some((root) => root.der.equals(der));
}

/** Of the store only those are read whole that have issued something of the chain. */
function rootsNear(
  roots: ReadonlySet<Entry>,
  chain: readonly Presented[],
  negativeSerials: () => boolean,
): readonly Presented[] {
  const wanted = new Set(chain.map(({ issuerKey }) => issuerKey));
  return [...roots].flatMap((root) => {
    const { certificate } = root.reading;
    if (certificate === null || !wanted.has(bytes(root.der, ...certificate.subject).toString('latin1')))
      return [];
    return presented(root.der, negativeSerials) ?? [];
  });
}

function byName(certificates: readonly Presented[]): ReadonlyMap<string, readonly Presented[]> {
  const map = new Map<string, Presented[]>();
  for (const one of certificates) {
    const same = map.get(one.subjectKey);
    if (same === undefined) map.set(one.subjectKey, [one]);
    else same.push(one);
  }
  return map;
}
