import type { Deadline } from '../../../src/core/probe.ts';
import type { Entry } from '../certificates/entry.ts';
import type { Signatures } from '../facts.ts';
import type { Certificate } from '../x509/certificate.ts';
import { mayIssue } from '../x509/may-issue.ts';
import { provePlain } from './plain.ts';
import type { Unknown } from './unknown.ts';

export const NO_SIGNATURES: Signatures = {
  invalid: new Set(),
  orphans: new Set(),
  issuers: new Set(),
  unusable: new Map(),
  unchecked: 0,
};

/** So many own certificates are checked without node:crypto: the bundle would load it, in a fifth of Node's own start. */
const FEW = 4;

/**
 * Verifies the signatures of all roots but the well-known ones, and looks for the issuers of the
 * others. On a stock image there is nothing to do and node:crypto is not loaded.
 */
export async function checkSignatures(entries: ReadonlySet<Entry>, deadline: Deadline): Promise<Signatures> {
  const unknown: Unknown[] = [];
  for (const entry of entries) {
    const { certificate } = entry.known === null ? entry.reading : { certificate: null };
    if (certificate !== null) unknown.push({ entry, certificate });
  }
  if (unknown.length === 0) return NO_SIGNATURES;
  const odd = unknown.filter(({ certificate }) => !isPlain(certificate));
  const unusable = odd.length === 0 ? new Map() : (await import('./unusable.ts')).unusableAmong(odd);
  // Beyond a few, OpenSSL is so much faster that loading it pays.
  const { issuers, open } = unknown.length > FEW ? { issuers: [], open: unknown } : provePlain(unknown);
  if (open.length === 0) return { ...NO_SIGNATURES, unusable, issuers: new Set(issuers) };
  const { verifyAll } = await import('./verify.ts');
  const checked = await verifyAll(open, entries, deadline);
  return { ...checked, unusable, issuers: new Set([...issuers, ...checked.issuers]) };
}

/** Nothing keeps it from vouching for servers. */
function isPlain(certificate: Certificate): boolean {
  return certificate.key.type !== 'other' && certificate.extensions.plain && mayIssue(certificate);
}
