import type { Deadline } from '../../../src/core/probe.ts';
import type { Signatures } from '../facts.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { Entry } from './entry.ts';

export const NO_SIGNATURES: Signatures = {
  invalid: new Set(),
  orphans: new Set(),
  issuers: new Set(),
  unchecked: 0,
};

/** An entry that is not known and could be read. */
export interface Unknown {
  readonly entry: Entry;
  readonly certificate: Certificate;
}

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
  const { verifyAll } = await import('./verify.ts');
  return verifyAll(unknown, entries, deadline);
}
