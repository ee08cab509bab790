import type { Range } from '../x509/certificate.ts';
import { Der, TAG } from '../x509/der.ts';
import { integer } from './integer.ts';

/** DigestInfo of SHA-256 up to the digest (RFC 8017, 9.2, note 1). */
const DIGEST_INFO = '3031300d060960864801650304020105000420';

/**
 * True when the RSA key (RSAPublicKey, RFC 8017, A.1.1) surely made this signature of the digest (hex) by
 * RSASSA-PKCS1-v1_5; false also where the key is unusual.
 */
export function isRsaSigned(
  digest: string,
  signature: Uint8Array,
  key: Uint8Array,
  [start, end]: Range,
): boolean {
  const d = new Der(key, start);
  d.enter(TAG.sequence, end, 'RSA public key');
  const modulus = integer(key, d.integer(end, 'modulus'), d.at);
  const exponent = integer(key, d.integer(end, 'exponent'), d.at);
  const value = integer(signature, 0, signature.length);
  const size = signature.length;
  if (exponent !== 65537n || value >= modulus || (modulus.toString(16).length + 1) >> 1 !== size)
    return false;
  let power = value;
  for (let i = 0; i < 16; i++) power = (power * power) % modulus;
  power = (power * value) % modulus;
  const tail = `00${DIGEST_INFO}${digest}`;
  return power.toString(16).padStart(2 * size, '0') === `0001${tail.padStart(2 * size - 4, 'f')}`;
}
