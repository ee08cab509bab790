import { createHash, createPublicKey, verify } from 'node:crypto';
import { decodeBase64 } from '../../settings/verifier-key.ts';

/** The key of a checksum database: who signs its notes. */
export interface Verifier {
  readonly name: string;
  /** The first four bytes of a SHA-256 of name and key. */
  readonly hash: number;
  /** Ed25519, 32 bytes. */
  readonly key: Buffer;
}

/** The one database whose key the go command carries (cmd/go/internal/modfetch/key.go). */
const KNOWN = new Map([
  ['sum.golang.org', 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'],
]);

/** The key that the first word of GOSUMDB names; null where it names none, which {@link parseSumdb} says why. */
export function verifierOf(gosumdb: string): Verifier | null {
  const word =
    gosumdb === 'sum.golang.google.cn' ? 'sum.golang.org' : (gosumdb.trim().split(/\s+/, 1)[0] ?? '');
  const [name = '', hash = '', ...rest] = (KNOWN.get(word) ?? word).split('+');
  const bytes = decodeBase64(rest.join('+'));
  if (!isName(name) || !/^[0-9a-fA-F]{8}$/.test(hash) || bytes?.length !== 33 || bytes[0] !== 1) return null;
  const digest = createHash('sha256').update(`${name}\n`).update(bytes).digest().readUInt32BE(0);
  const number = Number.parseInt(hash, 16);
  return digest === number ? { name, hash: number, key: bytes.subarray(1) } : null;
}

/** Why a note is not taken (golang.org/x/mod/sumdb/note, Open). */
export type NoteProblem = 'malformed-note' | 'invalid-signature' | 'other-key';

export type OpenedNote =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: NoteProblem };

const MAX_SIGNATURES = 100;

/**
 * The text of a signed note that this key has signed. Signatures of others are passed over; a false one of this key
 * is worse than none.
 */
export function openNote(message: Buffer, verifier: Verifier): OpenedNote {
  const whole = message.toString('utf8');
  const malformed = { ok: false, problem: 'malformed-note' } as const;
  if (!Buffer.from(whole, 'utf8').equals(message) || /[\u0000-\u0009\u000b-\u001f]/.test(whole))
    return malformed;
  const split = whole.lastIndexOf('\n\n');
  if (split < 0 || !whole.endsWith('\n') || split + 2 >= whole.length) return malformed;
  const text = whole.slice(0, split + 1);
  const lines = whole.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return malformed;
  let signed = false;
  for (const line of lines) {
    const signature = signatureOf(line);
    if (signature === null) return malformed;
    if (signed || signature.name !== verifier.name || signature.hash !== verifier.hash) continue;
    if (!isSignedBy(verifier, text, signature.bytes)) return { ok: false, problem: 'invalid-signature' };
    signed = true;
  }
  return signed ? { ok: true, text } : { ok: false, problem: 'other-key' };
}

/** `— NAME BASE64`, of which the first four bytes are the hash of the key. */
function signatureOf(line: string) {
  if (!line.startsWith('— ')) return null;
  const rest = line.slice(2);
  const blank = rest.indexOf(' ');
  const name = blank < 0 ? rest : rest.slice(0, blank);
  const bytes = blank < 0 ? null : decodeBase64(rest.slice(blank + 1));
  if (!isName(name) || bytes === null || bytes.length < 5) return null;
  return { name, hash: bytes.readUInt32BE(0), bytes: bytes.subarray(4) };
}

function isName(name: string): boolean {
  return name !== '' && !/[\s+]/.test(name);
}

/** DER before the 32 bytes of an Ed25519 key (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

function isSignedBy({ key }: Verifier, text: string, signature: Buffer): boolean {
  if (signature.length !== 64) return false;
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, key]), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text, 'utf8'), publicKey, signature);
}
