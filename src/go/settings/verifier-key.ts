import { createHash } from 'node:crypto';

/** What is wrong with a verifier key, as golang.org/x/mod/sumdb/note says it. */
export type VerifierError =
  /** `malformed verifier id`: neither a known name nor `name+hash+key`. */
  | { readonly code: 'malformed-verifier'; readonly name: string }
  /** `invalid verifier hash`: name and key do not belong together. */
  | { readonly code: 'hash-mismatch'; readonly name: string }
  /** `unknown verifier algorithm`. */
  | { readonly code: 'unknown-algorithm'; readonly name: string };

/** Name of a verifier key `name+hash+base64` (golang.org/x/mod/sumdb/note, NewVerifier). */
export function verifierName(key: string): string | VerifierError {
  const [name = '', hash = '', ...rest] = key.split('+');
  const bytes = decodeBase64(rest.join('+'));
  if (name === '' || !/^[0-9a-fA-F]{8}$/.test(hash) || bytes === null || bytes.length === 0) {
    return { code: 'malformed-verifier', name: key };
  }
  const digest = createHash('sha256').update(`${name}\n`).update(bytes).digest();
  if (digest.readUInt32BE(0) !== Number.parseInt(hash, 16)) return { code: 'hash-mismatch', name };
  if (bytes[0] !== ED25519) return { code: 'unknown-algorithm', name };
  return bytes.length === 33 ? name : { code: 'malformed-verifier', name: key };
}

/** Algorithm byte before the key. */
const ED25519 = 1;

/** Standard alphabet with padding, as strict as Go: Node alone would accept anything. */
export function decodeBase64(text: string): Buffer | null {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)
    ? Buffer.from(text, 'base64')
    : null;
}
