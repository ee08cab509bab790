import { createHash } from 'node:crypto';
import { trimEndOf, trimStartOf } from '../../../src/core/text/trim.ts';
import { readCertificate } from '../x509/certificate.ts';
import { TAG } from '../x509/der.ts';
import { type Attribute, attributesOf, textOf } from '../x509/names.ts';

/**
 * The name under which OpenSSL looks for a certificate in a directory: eight hex digits of the SHA-1
 * of its subject in canonical form (X509_NAME_hash_ex and x509_name_canon, crypto/x509). Null where
 * the subject cannot be read.
 */
export function subjectHash(der: Uint8Array): string | null {
  try {
    const { subject } = readCertificate(der, () => true);
    const canonical = Buffer.concat(attributesOf(der, subject[0]).map(canonicalSet));
    const digest = createHash('sha1').update(canonical).digest();
    return digest.readUInt32LE(0).toString(16).padStart(8, '0');
  } catch {
    return null;
  }
}

/** Types whose text is compared without regard to case and blanks; a NumericString is not among them. */
const CANONICAL: readonly number[] = [
  TAG.utf8String,
  TAG.bmpString,
  TAG.printableString,
  TAG.t61String,
  TAG.ia5String,
];

function canonicalSet(set: readonly Attribute[]): Buffer {
  const pairs = set.map((attribute) => {
    const oid = element(TAG.oid, Buffer.from(attribute.oid, 'hex'));
    return element(TAG.sequence, Buffer.concat([oid, canonicalValue(attribute)]));
  });
  return element(TAG.set, Buffer.concat(pairs.sort(Buffer.compare)));
}

/** isspace(3) of ASCII. */
const BLANKS = ' \t\n\v\f\r';

function canonicalValue(attribute: Attribute): Buffer {
  if (!CANONICAL.includes(attribute.tag)) return element(attribute.tag, attribute.value);
  const text = trimEndOf(trimStartOf(textOf(attribute), BLANKS), BLANKS)
    .replace(/[ \t-\r]+/g, ' ')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return element(TAG.utf8String, Buffer.from(text, 'utf8'));
}

function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const head =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}
