import { verify, X509Certificate } from 'node:crypto';
import type { Deadline } from '../../../src/core/probe.ts';
import type { Entry } from '../certificates/entry.ts';
import type { Signatures } from '../facts.ts';
import type { Certificate, Range } from '../x509/certificate.ts';
import { signsItself } from '../x509/signs-itself.ts';
import type { Unknown } from './unknown.ts';

/** After so much work other probes get their turn, ms. */
const SLICE_MS = 8;

/** Checks each unknown certificate's signature: a root's by its own key, another's by its issuers'. */
export async function verifyAll(
  unknown: readonly Unknown[],
  entries: ReadonlySet<Entry>,
  deadline: Deadline,
): Promise<Omit<Signatures, 'unusable'>> {
  const invalid = new Set<Entry>();
  const orphans = new Set<Entry>();
  const issuers = new Set<Entry>();
  let bySubject: Subjects | undefined;
  let sliceEnd = deadline.remainingMs() - SLICE_MS;
  const others = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    sliceEnd = deadline.remainingMs() - SLICE_MS;
  };
  const isOver = () => deadline.remainingMs() < sliceEnd;
  for (const [i, { entry, certificate }] of unknown.entries()) {
    if (deadline.expired()) return { invalid, orphans, issuers, unchecked: unknown.length - i };
    if (isOver()) await others();
    if (signsItself(certificate)) {
      if (!isSignedBy(entry, entry)) invalid.add(entry);
      continue;
    }
    bySubject ??= await subjectsOf(entries, isOver, others);
    // Any number of certificates may have one name: the clock is looked at for each of them.
    const issuer = (bySubject.get(bytesOf(certificate.der, certificate.issuer)) ?? []).find(
      (candidate) => deadline.expired() || (candidate !== entry && isSignedBy(entry, candidate)),
    );
    if (deadline.expired()) return { invalid, orphans, issuers, unchecked: unknown.length - i };
    if (issuer === undefined) orphans.add(entry);
    else issuers.add(issuer);
  }
  return { invalid, orphans, issuers, unchecked: 0 };
}

type Subjects = ReadonlyMap<string, readonly Entry[]>;

async function subjectsOf(
  entries: ReadonlySet<Entry>,
  isOver: () => boolean,
  others: () => Promise<void>,
): Promise<Subjects> {
  const map = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { certificate } = entry.reading;
    if (certificate === null) continue;
    if (isOver()) await others();
    const key = bytesOf(certificate.der, certificate.subject);
    const same = map.get(key);
    if (same === undefined) map.set(key, [entry]);
    else same.push(entry);
  }
  return map;
}

const bytesOf = (der: Uint8Array, [start, end]: Range) =>
  Buffer.from(der.buffer, der.byteOffset + start, end - start).toString('latin1');

/** By OpenSSL; what it cannot do (an algorithm that it does not know) counts as signed: no defect is proven. */
function isSignedBy(entry: Entry, issuer: Entry): boolean {
  if (isPlainlySignedBy(entry.reading.certificate, issuer.reading.certificate)) return true;
  try {
    const own = new X509Certificate(entry.der);
    return own.verify((issuer === entry ? own : new X509Certificate(issuer.der)).publicKey);
  } catch {
    return true;
  }
}

/**
 * The usual ways, by OpenSSL from the bytes alone. An object for each certificate and each key would be let go of at once by the
 * collector of garbage, which then kept everybody waiting: with ten thousand certificates for a tenth of a second. As with
 * {@link provePlain} only "signed" is said here.
 */
function isPlainlySignedBy(certificate: Certificate | null, issuer: Certificate | null): boolean {
  if (certificate === null || issuer === null || certificate.scheme === null) return false;
  const { der, signed, signatureBytes } = certificate;
  // The key's own bytes are the last of what tells of the key, which begins behind the subject (RFC 5280, 4.1).
  const key = Buffer.from(issuer.der.subarray(issuer.subject[1], issuer.keyData[1]));
  try {
    return verify(
      'sha256',
      der.subarray(...signed),
      { key, format: 'der', type: 'spki' },
      der.subarray(...signatureBytes),
    );
  } catch {
    return false;
  }
}
