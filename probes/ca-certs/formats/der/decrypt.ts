import { createDecipheriv } from 'node:crypto';
import type { Lock } from '../format.ts';
import { child, children, type Element, integerOf, octetsOf, oidOf } from './asn1.ts';
import { readPbkdf2 } from './pbkdf2.ts';
import { bmpPassword, deriveKey, FOR_IV, FOR_KEY } from './pkcs12-key.ts';

/**
 * More iterations than this, in all, nobody derives the keys of a file with (OpenSSL 2048, Java 10 000, NSS 600 000),
 * and a probe would stand still.
 */
export const MAX_ITERATIONS = 1_000_000;

/** How much of that is left for one file. */
export interface Budget {
  iterations: number;
}

/** Passwords to try, the likely one first; null is none at all. */
export type Passwords = readonly (string | null)[];

export type Decrypted = { readonly bytes: readonly Buffer[] } | { readonly lock: Lock };

interface Cipher {
  /** Node's name. */
  readonly name: string;
  /** Bytes. */
  readonly keySize: number;
  readonly ivSize: number;
}

const TRIPLE_DES: Cipher = { name: 'des-ede3-cbc', keySize: 24, ivSize: 8 };
const rc2 = (bits: number): Cipher => ({ name: `rc2-${bits}`, keySize: bits / 8, ivSize: 8 });
const aes = (bits: number): Cipher => ({ name: `aes-${bits}-cbc`, keySize: bits / 8, ivSize: 16 });

/** RFC 7292, appendix C: the last number behind 1.2.840.113549.1.12.1. */
const PKCS12_CIPHERS: Readonly<Record<string, Cipher>> = {
  '1.2.840.113549.1.12.1.3': TRIPLE_DES,
  '1.2.840.113549.1.12.1.5': rc2(128),
  '1.2.840.113549.1.12.1.6': rc2(40),
};

/** RFC 8018, B.2. */
const PBES2_CIPHERS: Readonly<Record<string, Cipher>> = {
  '1.2.840.113549.3.7': TRIPLE_DES,
  '2.16.840.1.101.3.4.1.2': aes(128),
  '2.16.840.1.101.3.4.1.22': aes(192),
  '2.16.840.1.101.3.4.1.42': aes(256),
};

const PBES2 = '1.2.840.113549.1.5.13';

/** Whether OpenSSL 3 decrypts it with its legacy provider alone. */
export function isLegacy(algorithm: Element | undefined): boolean {
  return PKCS12_CIPHERS[oidOf(child(algorithm, 0))]?.name.startsWith('rc2') === true;
}

/** What comes out with each of the passwords; a wrong one seldom leaves a sound padding, and then nonsense. */
export async function decrypt(
  algorithm: Element | undefined,
  data: Buffer,
  passwords: Passwords,
  remainingMs: () => number,
  budget: Budget,
): Promise<Decrypted> {
  const method = methodOf(algorithm);
  if (method === null) return { lock: 'unsupported' };
  const { iterations, cipher } = method;
  if (!(iterations >= 1)) return { lock: 'damaged' };
  const found: Buffer[] = [];
  for (const password of method.tellsNone ? passwords : passwords.filter((one) => one !== null)) {
    budget.iterations -= iterations;
    if (budget.iterations < 0) return { lock: 'too-many-iterations' };
    if (remainingMs() === 0) return { lock: 'late' };
    const secret = method.derive(password, remainingMs);
    if (secret === null) return { lock: 'late' };
    const plain = await decipher(cipher, secret.key, secret.iv, data);
    if (plain === 'unsupported') return { lock: plain };
    if (plain !== null) found.push(plain);
  }
  return { bytes: found };
}

interface Method {
  readonly cipher: Cipher;
  readonly iterations: number;
  /** No password gives another key than an empty one. */
  readonly tellsNone: boolean;
  /** Null where there is no time for it. */
  derive(password: string | null, remainingMs: () => number): { key: Buffer; iv: Buffer } | null;
}

function methodOf(algorithm: Element | undefined): Method | null {
  const oid = oidOf(child(algorithm, 0));
  const parameters = child(algorithm, 1);
  return oid === PBES2 ? pbes2(parameters) : pbes1(PKCS12_CIPHERS[oid], parameters);
}

/** SHA-1 for the key and for the initialisation vector (RFC 7292, appendix C). */
function pbes1(cipher: Cipher | undefined, parameters: Element | undefined): Method | null {
  const salt = octetsOf(child(parameters, 0));
  if (cipher === undefined || salt === null) return null;
  const iterations = integerOf(child(parameters, 1));
  return {
    cipher,
    iterations,
    tellsNone: true,
    derive(password, remainingMs) {
      const source = { hash: 'sha1', password: bmpPassword(password), salt, iterations };
      const make = (purpose: number, size: number) => deriveKey(source, purpose, size, remainingMs);
      const key = make(FOR_KEY, cipher.keySize);
      const iv = key && make(FOR_IV, cipher.ivSize);
      return key === null || iv === null ? null : { key, iv };
    },
  };
}

/** RFC 8018, 6.2. */
function pbes2(parameters: Element | undefined): Method | null {
  const [derivation, encryption] = children(parameters);
  const cipher = PBES2_CIPHERS[oidOf(child(encryption, 0))];
  const iv = octetsOf(child(encryption, 1));
  const pbkdf2 = readPbkdf2(derivation);
  if (cipher === undefined || iv?.length !== cipher.ivSize || pbkdf2 === null) return null;
  return {
    cipher,
    iterations: pbkdf2.iterations,
    tellsNone: false,
    derive(password, remainingMs) {
      const key = pbkdf2.derive(password, cipher.keySize, remainingMs);
      return key === null ? null : { key, iv };
    },
  };
}

async function decipher(
  { name, keySize }: Cipher,
  key: Buffer,
  iv: Buffer,
  data: Buffer,
): Promise<Buffer | null | 'unsupported'> {
  if (name.startsWith('rc2')) return decipherRc2(key, iv, data, keySize * 8);
  let cipher: ReturnType<typeof createDecipheriv>;
  try {
    cipher = createDecipheriv(name, key, iv);
  } catch {
    // A Node without this cipher, such as one in FIPS mode.
    return 'unsupported';
  }
  try {
    return Buffer.concat([cipher.update(data), cipher.final()]);
  } catch {
    return null;
  }
}

/** OpenSSL 3 has RC2 in a module that Node does not bring. */
async function decipherRc2(key: Buffer, iv: Buffer, data: Buffer, bits: number): Promise<Buffer | null> {
  const { default: forge } = await import('node-forge/lib/rc2.js');
  const { default: util } = await import('node-forge/lib/util.js');
  if (data.length % 8 !== 0) return null;
  const cipher = forge.createDecryptionCipher(key.toString('latin1'), bits);
  cipher.start(iv.toString('latin1'), null);
  cipher.update(util.createBuffer(data.toString('latin1')));
  return cipher.finish() ? Buffer.from(cipher.output.getBytes(), 'latin1') : null;
}
