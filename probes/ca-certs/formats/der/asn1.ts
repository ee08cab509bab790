import type { asn1 as Asn1 } from 'node-forge';
import asn1 from 'node-forge/lib/asn1.js';
import util from 'node-forge/lib/util.js';

/** An element as node-forge reads it, of BER too: Java and Windows write indefinite lengths. */
export type Element = Asn1.Asn1;

/**
 * Bytes. Each element of a file becomes an object of some hundred bytes; a truststore of every public root has
 * 250 kB.
 */
export const MAX_ASN1_BYTES = 2 * 1024 * 1024;

const { Class, Type } = asn1;

/** The outermost element; null where the bytes are none, go on behind it, or are too many. */
export function parse(bytes: Buffer): Element | null {
  // X.690: what is worth to be read is a SEQUENCE.
  if (bytes[0] !== 0x30 || bytes.length > MAX_ASN1_BYTES) return null;
  try {
    const options = { strict: true, parseAllBytes: false, decodeBitStrings: false };
    return asn1.fromDer(util.createBuffer(bytes.toString('latin1')), options as unknown as boolean);
  } catch {
    return null;
  }
}

/** The elements inside; none where it is a plain value. */
export function children(element: Element | undefined): readonly Element[] {
  return Array.isArray(element?.value) ? element.value : [];
}

/** The n-th element inside. */
export function child(element: Element | undefined, n: number): Element | undefined {
  return children(element)[n];
}

export function isUniversal(element: Element | undefined, type: number): boolean {
  return element?.tagClass === Class.UNIVERSAL && element.type === type;
}

/** A context-specific tag, such as `[0]`. */
export function isTagged(element: Element | undefined, number: number): boolean {
  return element?.tagClass === Class.CONTEXT_SPECIFIC && (element.type as number) === number;
}

/** `1.2.840.113549.1.7.2`; empty where it is no object identifier. */
export function oidOf(element: Element | undefined): string {
  if (!isUniversal(element, Type.OID) || typeof element?.value !== 'string' || element.value === '')
    return '';
  return asn1.derToOid(util.createBuffer(element.value));
}

/** A whole number; NaN where it is none, or larger than anybody writes. */
export function integerOf(element: Element | undefined): number {
  const bytes = element?.value;
  if (!isUniversal(element, Type.INTEGER) || typeof bytes !== 'string' || bytes.length > 6) return Number.NaN;
  return Buffer.from(bytes, 'latin1').reduce((sum, byte) => sum * 256 + byte, 0);
}

/** The bytes of an OCTET STRING, of its pieces where BER cuts it; null where it is none. */
export function octetsOf(element: Element | undefined): Buffer | null {
  if (element === undefined) return null;
  if (typeof element.value === 'string') return Buffer.from(element.value, 'latin1');
  const parts = element.value.map((part) => (isUniversal(part, Type.OCTETSTRING) ? octetsOf(part) : null));
  return parts.some((part) => part === null) ? null : Buffer.concat(parts as Buffer[]);
}

/** The element as it stood in the file, if that was DER. */
export function encode(element: Element): Buffer {
  return Buffer.from(asn1.toDer(element).getBytes(), 'latin1');
}

export const TYPE = Type;
