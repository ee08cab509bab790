import { KNOWN_ROOTS } from './known-roots.ts';

/** What is known of a public root without reading it. */
export interface KnownRoot {
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
}

const FIELDS = 3;

/** The root with this fingerprint, or null: the table is in the order of the fingerprints. */
export function knownRoot(print: number): KnownRoot | null {
  let low = 0;
  let high = KNOWN_ROOTS.length / FIELDS;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((KNOWN_ROOTS[middle * FIELDS] as number) < print) low = middle + 1;
    else high = middle;
  }
  const at = low * FIELDS;
  if (KNOWN_ROOTS[at] !== print) return null;
  return {
    notBefore: (KNOWN_ROOTS[at + 1] as number) * 1000,
    notAfter: (KNOWN_ROOTS[at + 2] as number) * 1000,
  };
}
