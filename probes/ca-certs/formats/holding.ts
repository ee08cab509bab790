import { isoInstant } from '../../../src/core/time/instant.ts';
import type { Pool } from '../certificates/pool.ts';
import { nameOf } from '../certificates/subject.ts';
import type { Format, Lock, Place, Unpacked } from './format.ts';

/** Names of more help nobody. */
const LISTED = 5;

/** With more entries of a keystore no list of commands helps. */
const PLACES = 8;

/** What a file is and holds, as evidence: nothing in it is secret. */
export type Holding = {
  readonly format: Format;
  readonly inner: Format | null;
  readonly detail: string | null;
  /** How many certificates it holds; null where that cannot be seen without its password. */
  readonly count: number | null;
  /** The first of them. `date`: until when it is valid, ISO 8601; empty where it cannot be read. */
  readonly certificates: readonly { readonly subject: string; readonly date: string }[];
  readonly privateKeys: number;
  readonly lock: Lock | null;
  /** The file whose first line is the password that opened it; null where none was needed, or known. */
  readonly passwordFile: string | null;
  readonly legacy: boolean;
  readonly places: readonly Place[];
};

export function holdingOf(found: Unpacked, pool: Pool): Holding {
  const { format, inner, detail, privateKeys, lock, legacy, places } = found;
  const certificates = found.certificates.slice(0, LISTED).map((der) => {
    const entry = pool.ofDer(Buffer.from(der));
    const { validity } = entry;
    return {
      subject: nameOf(entry),
      date: validity === null ? '' : isoInstant(validity.notAfter),
    };
  });
  return {
    format,
    inner,
    detail,
    count: found.certificates.length === 0 && lock !== null ? null : found.certificates.length,
    certificates,
    privateKeys,
    lock,
    passwordFile: null,
    legacy,
    places: places.length > PLACES ? [] : [...places].map((place) => ({ ...place })),
  };
}
