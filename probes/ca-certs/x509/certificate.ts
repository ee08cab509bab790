import { context, contextConstructed, Der, Refused, TAG } from './der.ts';
import { EMPTY_EXTENSIONS, type Extensions, readExtensions } from './extensions.ts';
import { readName } from './name.ts';
import { type PublicKey, readPublicKey } from './public-key.ts';
import { readTime } from './time.ts';

/** The hash of a signature algorithm as far as it matters: `weak` ones can be forged. */
export type SignatureStrength = 'md5' | 'sha1' | 'strong';

/** Part of a certificate's bytes: `[first, behind the last]`. */
export type Range = readonly [number, number];

/** What the rules need to know of a certificate (RFC 5280, 4.1). */
export interface Certificate {
  /** Its bytes. */
  readonly der: Uint8Array;
  /** 1, 2 or 3. */
  readonly version: number;
  /** The Name, tag included. */
  readonly issuer: Range;
  readonly subject: Range;
  /** Subject and issuer are the same bytes. */
  readonly selfIssued: boolean;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly key: PublicKey;
  /** The key's own bytes: the point of an elliptic curve key. */
  readonly keyData: Range;
  readonly signature: SignatureStrength;
  /** How it was signed, where that is one of the two usual ways (RFC 4055; RFC 5758). */
  readonly scheme: 'rsa-sha256' | 'ecdsa-sha256' | null;
  /** What was signed, and the signature itself. */
  readonly signed: Range;
  readonly signatureBytes: Range;
  readonly extensions: Extensions;
  /**
   * False where Go's reader overlooks something that another may not: bytes behind the last field,
   * a time in a form that RFC 5280 does not allow. Then OpenSSL has to be asked.
   */
  readonly regular: boolean;
}

/** Why Go refuses a certificate that is whole. */
export const NEGATIVE_SERIAL = 'negative serial number';

/**
 * Reads a certificate as `crypto/x509.ParseCertificate` of Go 1.27 does (src/crypto/x509/parser.go),
 * with the same leniency and the same refusals; throws {@link Refused} where Go returns an error.
 * Earlier versions of Go differ in corners only: see docs/decisions.md.
 *
 * `negativeSerial`: whether a negative serial number is taken, as with GODEBUG=x509negativeserial=1.
 *
 * What is left out is whether an elliptic curve point lies on its curve, which costs big integers:
 * see curve.ts for that.
 */
export function readCertificate(der: Uint8Array, negativeSerial = () => false): Certificate {
  const d = new Der(der, 0);
  const end = d.enter(TAG.sequence, der.length, 'certificate');
  if (end !== der.length) throw new Refused('trailing data');
  const tbsStart = d.at;
  const tbsEnd = d.enter(TAG.sequence, end, 'tbs certificate');

  const version = readVersion(d, tbsEnd);
  const serial = d.integer(tbsEnd, 'serial number');
  if ((der[serial] as number) >= 0x80 && !negativeSerial()) throw new Refused(NEGATIVE_SERIAL);
  const innerEnd = d.enter(TAG.sequence, tbsEnd, 'signature algorithm');
  const inner: Range = [d.at, innerEnd];
  const signature = readSignatureAlgorithm(d, innerEnd);
  const scheme = schemeOf(der, inner);
  d.at = innerEnd;

  const issuerStart = d.at;
  readName(d, tbsEnd, 'issuer');
  const issuer: Range = [issuerStart, d.at];
  const validityEnd = d.enter(TAG.sequence, tbsEnd, 'validity');
  const notBefore = readTime(d, validityEnd);
  const notAfter = readTime(d, validityEnd);
  let regular = d.at === validityEnd && notBefore.regular && notAfter.regular;
  d.at = validityEnd;
  const subject: Range = [d.at, d.at + issuer[1] - issuerStart];
  const selfIssued = subject[1] <= tbsEnd && sameBytes(der, issuer, subject);
  if (selfIssued) d.at = subject[1];
  else readName(d, tbsEnd, 'subject');
  const subjectEnd = d.at;

  const publicKey = readPublicKey(d, tbsEnd);
  regular &&= publicKey.regular;
  d.at = publicKey.end;
  let extensions = EMPTY_EXTENSIONS;
  if (version > 1) {
    if (d.peek(tbsEnd) === context(1)) d.skip(tbsEnd, 'issuerUniqueID');
    if (d.peek(tbsEnd) === context(2)) d.skip(tbsEnd, 'subjectUniqueID');
    if (version === 3 && d.peek(tbsEnd) === contextConstructed(3)) {
      const outerEnd = d.enter(contextConstructed(3), tbsEnd, 'extensions');
      extensions = readExtensions(d, outerEnd);
      regular &&= d.at === outerEnd && extensions.regular;
      d.at = outerEnd;
    }
  }
  regular &&= d.at === tbsEnd;

  d.at = tbsEnd;
  const outerEnd = d.enter(TAG.sequence, end, 'algorithm identifier');
  if (!sameBytes(der, inner, [d.at, outerEnd])) {
    throw new Refused('inner and outer signature algorithm differ');
  }
  d.at = outerEnd;
  const signatureEnd = d.bitString(end, 'signature');
  regular &&= signatureEnd === end;

  return {
    der,
    version,
    issuer,
    subject: [subject[0], subjectEnd],
    selfIssued,
    notBefore: notBefore.ms,
    notAfter: notAfter.ms,
    key: publicKey.key,
    keyData: publicKey.data,
    signature,
    scheme,
    signed: [tbsStart, tbsEnd],
    signatureBytes: [d.at, signatureEnd],
    extensions,
    regular,
  };
}

function readVersion(d: Der, end: number): number {
  if (d.peek(end) !== contextConstructed(0)) return 1;
  const stop = d.enter(contextConstructed(0), end, 'version');
  const at = d.integer(stop, 'version');
  const value = d.bytes[at] as number;
  if (d.at !== stop || stop - at !== 1 || value > 2) throw new Refused('invalid version');
  return value + 1;
}

/**
 * RFC 3279 and 8017: 1.2.840.113549.1.1.N, N = 2 MD2, 3 MD4, 4 MD5, 5 SHA-1; RFC 3279 and 5758:
 * ecdsa-with-SHA1 1.2.840.10045.4.1, dsa-with-SHA1 1.2.840.10040.4.3. Every other is taken for strong:
 * that a verifier may not know it is not a weakness.
 */
function readSignatureAlgorithm(d: Der, end: number): SignatureStrength {
  const start = d.oid(end, 'signature algorithm');
  const size = d.at - start;
  if (d.at !== end) d.skip(end, 'signature algorithm parameters');
  const { bytes } = d;
  const last = bytes[start + size - 1] as number;
  if (size === 9 && startsWith(bytes, start, RSA_SIGNATURES)) {
    return last === 5 ? 'sha1' : last >= 2 && last <= 4 ? 'md5' : 'strong';
  }
  if (size === 7 && (startsWith(bytes, start, ECDSA_SHA1) || startsWith(bytes, start, DSA_SHA1)))
    return 'sha1';
  return 'strong';
}

/** sha256WithRSAEncryption and ecdsa-with-SHA256, the whole AlgorithmIdentifier's content. */
function schemeOf(bytes: Uint8Array, [start, end]: Range): Certificate['scheme'] {
  if (end - start === 13 && startsWith(bytes, start, SHA256_RSA)) return 'rsa-sha256';
  return end - start === 10 && startsWith(bytes, start, SHA256_ECDSA) ? 'ecdsa-sha256' : null;
}

const SHA256_RSA = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b, 0x05, 0x00];
const SHA256_ECDSA = [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];

const RSA_SIGNATURES = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01];
const ECDSA_SHA1 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x01];
const DSA_SHA1 = [0x2a, 0x86, 0x48, 0xce, 0x38, 0x04, 0x03];

function startsWith(bytes: Uint8Array, at: number, prefix: readonly number[]): boolean {
  for (let i = 0; i < prefix.length; i++) if (bytes[at + i] !== prefix[i]) return false;
  return true;
}

function sameBytes(bytes: Uint8Array, a: Range, b: Range): boolean {
  if (a[1] - a[0] !== b[1] - b[0]) return false;
  for (let i = a[0], j = b[0]; i < a[1]; i++, j++) if (bytes[i] !== bytes[j]) return false;
  return true;
}
