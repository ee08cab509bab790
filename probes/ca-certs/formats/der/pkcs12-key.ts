import { createHash } from 'node:crypto';

/** RFC 7292, B.3: what the derived bytes are for. */
export const FOR_KEY = 1;
export const FOR_IV = 2;
export const FOR_MAC = 3;

/** Bytes of a block of the hash function (RFC 7292, B.2: v). */
const blockSize = (hash: string) => (hash === 'sha384' || hash === 'sha512' ? 128 : 64);

/** How many rounds pass between two looks at the clock. */
const ROUNDS = 2048;

/**
 * The password as PKCS #12 hashes it (RFC 7292, B.1): UTF-16, big endian, with a NUL behind it. Null, which is no
 * password at all, has not even that.
 */
export function bmpPassword(password: string | null): Buffer {
  return password === null ? Buffer.alloc(0) : Buffer.from(`${password}\0`, 'utf16le').swap16();
}

/** What keys are derived from. */
export interface KeySource {
  /** As node:crypto calls it. */
  readonly hash: string;
  /** See {@link bmpPassword}. */
  readonly password: Buffer;
  readonly salt: Buffer;
  readonly iterations: number;
}

/**
 * Derives key material of a password, as PKCS #12 did before PBKDF2 (RFC 7292, B.2). Whether time is left is asked now
 * and then: with hostile numbers of iterations this takes for ever. Null when there is none.
 *
 * @param purpose FOR_KEY, FOR_IV or FOR_MAC
 * @param size bytes of the key
 */
export function deriveKey(
  { hash, password, salt, iterations }: KeySource,
  purpose: number,
  size: number,
  remainingMs: () => number,
): Buffer | null {
  const v = blockSize(hash);
  const diversifier = Buffer.alloc(v, purpose);
  const input = Buffer.concat([fill(salt, v), fill(password, v)]);
  const parts: Buffer[] = [];
  for (let done = 0; done < size; ) {
    let a = createHash(hash).update(diversifier).update(input).digest();
    for (let i = 1; i < iterations; i++) {
      if (i % ROUNDS === 0 && remainingMs() === 0) return null;
      a = createHash(hash).update(a).digest();
    }
    parts.push(a);
    done += a.length;
    addToBlocks(input, fill(a, v).subarray(0, v), v);
  }
  return Buffer.concat(parts).subarray(0, size);
}

/** Repeated to a whole number of blocks; nothing of nothing. */
function fill(bytes: Buffer, v: number): Buffer {
  return bytes.length === 0 ? bytes : Buffer.alloc(v * Math.ceil(bytes.length / v), bytes);
}

/** Adds b + 1 to every block of `input`, modulo 2^(8v). */
function addToBlocks(input: Buffer, b: Buffer, v: number): void {
  for (let block = 0; block < input.length; block += v) {
    let carry = 1;
    for (let i = v - 1; i >= 0; i--) {
      carry += (input[block + i] as number) + (b[i] as number);
      input[block + i] = carry & 0xff;
      carry >>= 8;
    }
  }
}
