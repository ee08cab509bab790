import { pbkdf2Sync } from 'node:crypto';
import { child, children, type Element, integerOf, octetsOf, oidOf } from './asn1.ts';

const PBKDF2 = '1.2.840.113549.1.5.12';

/** RFC 8018, B.1.2: HMAC with these. */
const PRFS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/** Rounds that are timed before a long derivation: half a millisecond of CPU, or less. */
const TASTE = 1024;

export interface Pbkdf2 {
  readonly iterations: number;
  /** Null where there is no time for it. */
  derive(password: string | null, size: number, remainingMs: () => number): Buffer | null;
}

/** RFC 8018, A.2; null where it is another derivation, such as scrypt. */
export function readPbkdf2(algorithm: Element | undefined): Pbkdf2 | null {
  const [salt, iterations, ...rest] = children(child(algorithm, 1));
  const bytes = octetsOf(salt);
  if (oidOf(child(algorithm, 0)) !== PBKDF2 || bytes === null) return null;
  const named = rest.map((field) => oidOf(child(field, 0))).find((oid) => oid !== '');
  const prf = PRFS[named ?? '1.2.840.113549.2.7'];
  if (prf === undefined) return null;
  const count = integerOf(iterations);
  return {
    iterations: count,
    derive(password, size, remainingMs) {
      const rounds = (of: number) => pbkdf2Sync(password ?? '', bytes, of, size, prf);
      return hasTimeFor(count, rounds, remainingMs) ? rounds(count) : null;
    },
  };
}

/** Node does all rounds in one call, which no watch breaks off: so a few of them are timed first. */
function hasTimeFor(count: number, rounds: (of: number) => unknown, remainingMs: () => number): boolean {
  const beforeMs = remainingMs();
  if (count <= TASTE) return beforeMs > 0;
  rounds(TASTE);
  const leftMs = remainingMs();
  return leftMs > ((beforeMs - leftMs) * (count - TASTE)) / TASTE;
}
