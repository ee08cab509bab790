import type { Entry } from '../certificates/entry.ts';
import type { Holding } from '../formats/holding.ts';

/** What the loaders make of one PEM file. */
export interface PemReading {
  /** Certificates that Go adds to its pool (AppendCertsFromPEM). */
  readonly go: readonly Entry[];
  /** Certificates that OpenSSL takes from it as a CAfile; null when it refuses the whole file. */
  readonly opensslFile: readonly Entry[] | null;
  /** Certificates that OpenSSL takes from it when a hash name leads there. */
  readonly opensslLookup: readonly Entry[];
  /** Certificates that Node takes from it (NODE_EXTRA_CA_CERTS, --use-system-ca). */
  readonly node: readonly Entry[];
  readonly defects: readonly Defect[];
}

/** What is wrong with the text of a file. Lines count from 1, blocks too. */
export type Defect =
  | { readonly kind: 'no-certificates'; readonly holding: Holding }
  /** Certificates, and in a form that no loader reads. */
  | { readonly kind: 'der' | 'other-format'; readonly holding: Holding }
  | { readonly kind: 'bom'; readonly hidden: Entry | null }
  | { readonly kind: 'glued'; readonly line: number }
  | {
      readonly kind: 'unparsable';
      readonly index: number;
      readonly line: number;
      readonly reason: string;
    }
  | { readonly kind: 'trusted'; readonly line: number; readonly count: number }
  | { readonly kind: 'private-key'; readonly line: number };

/** A file in which every loader sees the same. */
export function agreed(entries: readonly Entry[]): PemReading {
  return { go: entries, opensslFile: entries, opensslLookup: entries, node: entries, defects: [] };
}
