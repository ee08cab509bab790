import { nameText } from '../../x509/names.ts';
import { elementSize } from '../../x509/openssl-accepts.ts';
import { type Format, nothing, type Place, type Unpacked } from '../format.ts';
import {
  child,
  children,
  type Element,
  encode,
  isTagged,
  isUniversal,
  MAX_ASN1_BYTES,
  oidOf,
  parse,
  TYPE,
} from './asn1.ts';
import type { Passwords } from './decrypt.ts';
import { certificatesOfPkcs7, isPkcs7 } from './pkcs7.ts';

/** What opens a file, and how long it may take. */
export interface UnpackOptions {
  /** Passwords to try on PKCS #12; with none nothing is decrypted. */
  readonly passwords: Passwords;
  remainingMs(): number;
}

/** Certificates one after the other: nobody has more in one file. */
const MAX_CERTIFICATES = 5000;

/** What a binary file is and holds; null where it is no ASN.1. */
export async function unpackDer(bytes: Buffer, options: UnpackOptions): Promise<Unpacked | null> {
  const row = certificatesInARow(bytes);
  if (row.length > 0) {
    const places = row.map(({ start, length }) => ({ alias: '', start, length }));
    const certificates = row.map(({ start, length }) => bytes.subarray(start, start + length));
    return nothing('der', { certificates, places });
  }
  const file = parse(bytes);
  if (file === null) {
    const large = bytes.length > MAX_ASN1_BYTES && (bytes[1] === 0x80 || elementSize(bytes) !== null);
    return large ? nothing('asn1', { lock: 'too-large' }) : null;
  }
  if (isPkcs7(file)) {
    const certificates = certificatesOfPkcs7(file);
    return nothing('pkcs7-der', certificates === null ? { lock: 'damaged' } : { certificates });
  }
  const { isPkcs12, readPkcs12 } = await import('./pkcs12.ts');
  if (isPkcs12(file)) return readPkcs12(file, options.passwords, options.remainingMs);
  const format = otherFormat(file);
  return nothing(format, {
    privateKeys: format === 'private-key' ? 1 : 0,
    detail: format === 'request' ? subjectOfRequest(file) : null,
  });
}

/** Certificate after Certificate (RFC 5280, 4.1), and nothing else but a line end behind them. */
function certificatesInARow(bytes: Buffer): readonly Omit<Place, 'alias'>[] {
  const found: Omit<Place, 'alias'>[] = [];
  for (let start = 0; start < bytes.length; ) {
    const rest = bytes.subarray(start);
    const length = elementSize(rest);
    if (length === null || found.length === MAX_CERTIFICATES) {
      return /^[\s\0]*$/.test(rest.subarray(0, 16).toString('latin1')) ? found : [];
    }
    const element = parse(rest.subarray(0, length));
    if (element === null || !isCertificate(element)) return [];
    found.push({ start, length });
    start += length;
  }
  return found;
}

/** A sequence, a sequence and a bit string: Certificate, CertificationRequest and CertificateList alike. */
function signedFields(element: Element): readonly Element[] | null {
  const [content, algorithm, signature] = children(element);
  const signed =
    isUniversal(content, TYPE.SEQUENCE) &&
    isUniversal(algorithm, TYPE.SEQUENCE) &&
    isUniversal(signature, TYPE.BITSTRING);
  return signed ? children(content) : null;
}

/** The types of these fields, `0` for a SEQUENCE, as a text to compare. */
const shape = (fields: readonly Element[]) =>
  fields
    .map((field) => {
      if (isUniversal(field, TYPE.SEQUENCE)) return 's';
      if (isUniversal(field, TYPE.INTEGER)) return 'i';
      if (isUniversal(field, TYPE.UTCTIME) || isUniversal(field, TYPE.GENERALIZEDTIME)) return 't';
      if (isUniversal(field, TYPE.OCTETSTRING)) return 'o';
      if (isUniversal(field, TYPE.BITSTRING)) return 'b';
      return isTagged(field, 0) ? '0' : '.';
    })
    .join('');

function isCertificate(element: Element): boolean {
  const fields = signedFields(element);
  // Version, serial number, algorithm, issuer, validity, subject, key.
  return fields !== null && /^0?isssss/.test(shape(fields));
}

function otherFormat(file: Element): Format {
  const fields = signedFields(file);
  if (fields !== null && /^iss0?$/.test(shape(fields))) return 'request';
  if (fields !== null && /^i?sst/.test(shape(fields))) return 'crl';
  const outer = shape(children(file));
  // PKCS #8, its encrypted form, PKCS #1, SEC 1.
  if (/^iso|^i{9}|^io/.test(outer)) return 'private-key';
  if (outer === 'so' && oidOf(child(child(file, 0), 0)).startsWith('1.2.840.113549.1.')) return 'private-key';
  if (outer === 'sb') return 'public-key';
  return 'asn1';
}

function subjectOfRequest(file: Element): string | null {
  const subject = child(child(file, 0), 1);
  if (subject === undefined) return null;
  try {
    return nameText(encode(subject), 0);
  } catch {
    return null;
  }
}
