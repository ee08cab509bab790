import { sha256 } from '../../../src/core/sha256.ts';
import type { Entry } from '../certificates/entry.ts';
import type { Certificate } from '../x509/certificate.ts';
import { signsItself } from '../x509/signs-itself.ts';
import { isP256Signed } from './p256.ts';
import { isRsaSigned } from './rsa.ts';
import type { Unknown } from './unknown.ts';

/** What could be proven of a few certificates without node:crypto. */
export interface Proven {
  readonly issuers: ReadonlySet<Entry>;
  /** The others: not proven, which is not to say that anything is wrong. */
  readonly open: readonly Unknown[];
}

/**
 * Checks signatures by RSA and P-256 with SHA-256, which nearly every company's own CA has: a certificate that was
 * issued by itself or by another of these. Only "signed" is said here; whatever else there is to say, OpenSSL says.
 */
export function provePlain(unknown: readonly Unknown[]): Proven {
  const issuers = new Set<Entry>();
  const open = unknown.filter(({ entry, certificate }) => {
    if (signsItself(certificate)) return !isSurelySigned(certificate, certificate);
    const issuer = unknown.find(
      (other) =>
        other.entry !== entry &&
        isNamed(certificate, other.certificate) &&
        isSurelySigned(certificate, other.certificate),
    );
    if (issuer !== undefined) issuers.add(issuer.entry);
    return issuer === undefined;
  });
  return { issuers, open };
}

/** Subject and issuer are the same bytes (RFC 5280, 7.1). */
function isNamed(certificate: Certificate, issuer: Certificate): boolean {
  const name = certificate.der.subarray(...certificate.issuer);
  return Buffer.compare(name, issuer.der.subarray(...issuer.subject)) === 0;
}

export function isSurelySigned(certificate: Certificate, { der, key, keyData }: Certificate): boolean {
  const { scheme } = certificate;
  const verify =
    scheme === 'rsa-sha256' && key.type === 'RSA'
      ? isRsaSigned
      : scheme === 'ecdsa-sha256' && key.type === 'EC' && key.bits === 256
        ? isP256Signed
        : null;
  if (verify === null) return false;
  const digest = sha256(certificate.der.subarray(...certificate.signed));
  try {
    return verify(digest, certificate.der.subarray(...certificate.signatureBytes), der, keyData);
  } catch {
    return false;
  }
}
