import { type Der, Refused, TAG } from './der.ts';

/** Kind and strength of a public key. */
export interface PublicKey {
  readonly type: 'RSA' | 'EC' | 'Ed25519' | 'other';
  /** Bits of the modulus or of the curve's field; 0 where the type is `other`. */
  readonly bits: number;
}

export interface ReadKey {
  readonly key: PublicKey;
  /** Where the key's own bytes lie: `[first, behind the last]`. */
  readonly data: readonly [number, number];
  /** Where the SubjectPublicKeyInfo ends. */
  readonly end: number;
  /** False where bytes are left over that Go overlooks. */
  readonly regular: boolean;
}

/** SubjectPublicKeyInfo (RFC 5280, 4.1.2.7), with the refusals of Go's parsePublicKey. */
export function readPublicKey(d: Der, limit: number): ReadKey {
  const end = d.enter(TAG.sequence, limit, 'public key');
  const algorithmEnd = d.enter(TAG.sequence, end, 'public key algorithm');
  const oid = d.oid(algorithmEnd, 'public key algorithm');
  const oidEnd = d.at;
  const type = algorithmOf(d.bytes, oid, oidEnd - oid);
  let bits = 0;
  let parameters = d.at;
  if (d.at < algorithmEnd) {
    parameters = d.at;
    d.skip(algorithmEnd, 'public key parameters');
  }
  const parametersEnd = d.at;
  let regular = parametersEnd === algorithmEnd;

  d.at = algorithmEnd;
  const bitsEnd = d.bitString(end, 'public key');
  regular &&= bitsEnd === end;
  const start = d.at;
  if (type === 'RSA') {
    if (parametersEnd - parameters !== 2 || d.bytes[parameters] !== TAG.null) {
      throw new Refused('RSA key without NULL parameters');
    }
    bits = readRsa(d, bitsEnd);
    regular &&= d.at === bitsEnd;
  } else if (type === 'EC') {
    bits = readCurve(d, parameters, parametersEnd);
    const bytes = Math.ceil(bits / 8);
    if (bitsEnd - start !== 1 + 2 * bytes || d.bytes[start] !== 4) throw new Refused('invalid EC point');
  } else if (type === 'Ed25519') {
    if (parametersEnd !== parameters) throw new Refused('Ed25519 key with parameters');
    if (bitsEnd - start !== 32) throw new Refused('wrong Ed25519 key size');
    bits = 256;
  }
  // Go reads further types (DSA, X25519, ML-DSA) and lets unknown ones pass; no CA of the public web uses any.
  return { key: { type, bits }, data: [start, bitsEnd], end, regular: regular && type !== 'other' };
}

/** rsaEncryption 1.2.840.113549.1.1.1, id-ecPublicKey 1.2.840.10045.2.1, id-Ed25519 1.3.101.112. */
function algorithmOf(bytes: Uint8Array, at: number, size: number): PublicKey['type'] {
  if (size === 9 && bytes[at + 5] === 0x0d && bytes[at + 7] === 1 && bytes[at + 8] === 1) {
    return bytes[at] === 0x2a && bytes[at + 3] === 0x86 && bytes[at + 6] === 1 ? 'RSA' : 'other';
  }
  if (size === 7 && bytes[at + 3] === 0xce && bytes[at + 4] === 0x3d && bytes[at + 5] === 2) {
    return bytes[at] === 0x2a && bytes[at + 6] === 1 ? 'EC' : 'other';
  }
  if (size === 3 && bytes[at] === 0x2b && bytes[at + 1] === 0x65 && bytes[at + 2] === 0x70) return 'Ed25519';
  return 'other';
}

/** RSAPublicKey (RFC 8017, A.1.1); returns the bits of the modulus. */
function readRsa(d: Der, end: number): number {
  const stop = d.enter(TAG.sequence, end, 'RSA public key');
  const modulus = d.integer(stop, 'RSA modulus');
  const modulusEnd = d.at;
  const exponent = d.integer(stop, 'RSA exponent');
  const { bytes } = d;
  if ((bytes[modulus] as number) >= 0x80 || (modulusEnd - modulus === 1 && bytes[modulus] === 0)) {
    throw new Refused('RSA modulus is not positive');
  }
  if ((bytes[exponent] as number) >= 0x80 || (d.at - exponent === 1 && bytes[exponent] === 0)) {
    throw new Refused('RSA exponent is not positive');
  }
  // Go keeps the exponent in an int of 64 bits.
  if (d.at - exponent > 8) throw new Refused('RSA exponent is too large');
  d.at = stop;
  const first = bytes[modulus] === 0 ? modulus + 1 : modulus;
  return (modulusEnd - first - 1) * 8 + (32 - Math.clz32(bytes[first] as number));
}

/** P-224, P-256, P-384, P-521 (RFC 5480): Go knows no other curve and drops the certificate. */
function readCurve(d: Der, at: number, end: number): number {
  const { bytes } = d;
  const size = end - at;
  if (size === 7 && bytes[at] === TAG.oid && bytes[at + 2] === 0x2b && bytes[at + 3] === 0x81) {
    if (bytes[at + 4] === 0x04 && bytes[at + 5] === 0x00) {
      if (bytes[at + 6] === 0x21) return 224;
      if (bytes[at + 6] === 0x22) return 384;
      if (bytes[at + 6] === 0x23) return 521;
    }
  }
  if (size === 10 && PRIME256.every((byte, i) => bytes[at + i] === byte)) return 256;
  throw new Refused('unsupported elliptic curve');
}

/** OBJECT IDENTIFIER 1.2.840.10045.3.1.7, tag and length included. */
const PRIME256 = [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
