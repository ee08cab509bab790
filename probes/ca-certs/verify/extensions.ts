import { contextConstructed, Der, TAG } from '../x509/der.ts';

/** One extension of a certificate that was read before. */
export interface Extension {
  /** Its object identifier, DER content in hex. */
  readonly oid: string;
  readonly critical: boolean;
  /** What is in its OCTET STRING. */
  readonly value: Buffer;
}

/** id-ce extensions (RFC 5280, 4.2.1), DER content in hex. */
export const ID = {
  alternativeName: '551d11',
  basicConstraints: '551d13',
  extendedKeyUsage: '551d25',
} as const;

/** The extensions of a certificate, in its order. The certificate must be one that `readCertificate` takes. */
export function extensionsOf(der: Uint8Array): readonly Extension[] {
  const d = new Der(der, 0);
  const end = d.enter(TAG.sequence, der.length, 'certificate');
  const tbsEnd = d.enter(TAG.sequence, end, 'tbs certificate');
  const found: Extension[] = [];
  while (d.at < tbsEnd && d.peek(tbsEnd) !== contextConstructed(3)) d.skip(tbsEnd, 'field');
  // [0] is the version: of constructed tags with this number there is the list of extensions alone.
  if (d.at >= tbsEnd) return found;
  const listEnd = d.enter(TAG.sequence, d.enter(contextConstructed(3), tbsEnd, 'extensions'), 'extensions');
  while (d.at < listEnd) {
    const stop = d.enter(TAG.sequence, listEnd, 'extension');
    const start = d.oid(stop, 'extension');
    const oid = bytes(der, start, d.at).toString('hex');
    const critical = d.peek(stop) === TAG.boolean ? d.boolean(stop, 'extension') : false;
    const valueEnd = d.enter(TAG.octetString, stop, 'extension');
    found.push({ oid, critical, value: bytes(der, d.at, valueEnd) });
    d.at = stop;
  }
  return found;
}

export function bytes(der: Uint8Array, start: number, end: number): Buffer {
  return Buffer.from(der.buffer, der.byteOffset + start, end - start);
}
