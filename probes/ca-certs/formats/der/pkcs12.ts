import { createHmac } from 'node:crypto';
import { type Lock, nothing, type Unpacked } from '../format.ts';
import { child, children, type Element, integerOf, isTagged, octetsOf, oidOf, parse } from './asn1.ts';
import { type Budget, decrypt, isLegacy, MAX_ITERATIONS, type Passwords } from './decrypt.ts';
import { readPbkdf2 } from './pbkdf2.ts';
import { bmpPassword, deriveKey, FOR_MAC } from './pkcs12-key.ts';

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';
const BAG = '1.2.840.113549.1.12.10.1.';
const X509_CERTIFICATE = '1.2.840.113549.1.9.22.1';

/** Safes within safes are no deeper than this. */
const MAX_DEPTH = 8;

/** PFX (RFC 7292, 4): version 3 and a ContentInfo with data. */
export function isPkcs12(file: Element): boolean {
  return integerOf(child(file, 0)) === 3 && oidOf(child(child(file, 1), 0)).startsWith('1.2.840.113549.1.7.');
}

/**
 * The certificates of a PKCS #12 file: what stands there in plain, and what one of the passwords opens. Without any
 * (an empty list) nothing is tried: that takes time.
 */
export async function readPkcs12(
  file: Element,
  passwords: Passwords,
  remainingMs: () => number,
): Promise<Unpacked> {
  const authenticated = octetsOf(child(child(child(file, 1), 1), 0));
  const safe = authenticated && parse(authenticated);
  if (authenticated === null || safe === null) return nothing('pkcs12', { lock: 'damaged' });
  const safes = new Safes(passwords, remainingMs);
  const found = await safes.read(safe);
  const [password] = passwords;
  // Where nothing is encrypted the seal alone says whether it is the password.
  const unsure = safes.encrypted === 0 && typeof password === 'string' && password !== '';
  return unsure ? { ...found, lock: checkSeal(child(file, 2), authenticated, password, remainingMs) } : found;
}

/** Collects what is in the safes of a file. */
class Safes {
  private readonly certificates: Buffer[] = [];
  private privateKeys = 0;
  private lock: Lock | null = null;
  private legacy = false;
  /** How many safes are encrypted. */
  encrypted = 0;
  private readonly budget: Budget = { iterations: MAX_ITERATIONS };
  private readonly passwords: Passwords;
  private readonly remainingMs: () => number;
  private readonly wrong: Lock;

  constructor(passwords: Passwords, remainingMs: () => number) {
    this.passwords = passwords;
    this.remainingMs = remainingMs;
    this.wrong = passwords.some((password) => password) ? 'password-wrong' : 'password-missing';
  }

  async read(authenticatedSafe: Element): Promise<Unpacked> {
    for (const info of children(authenticatedSafe)) {
      const contents = await this.open(info);
      if (typeof contents === 'string') this.lock ??= contents;
      else this.bags(contents, 0);
    }
    const { certificates, privateKeys, lock, legacy } = this;
    return nothing('pkcs12', { certificates, privateKeys, lock, legacy });
  }

  /** SafeContents of one ContentInfo, or why they cannot be read. */
  private async open(info: Element): Promise<Element | Lock> {
    const type = oidOf(child(info, 0));
    const content = child(child(info, 1), 0);
    if (type === DATA) return parse(octetsOf(content) ?? Buffer.alloc(0)) ?? 'damaged';
    if (type !== ENCRYPTED_DATA) return 'unsupported';
    this.encrypted++;
    const [, algorithm, sealed] = children(child(content, 1));
    this.legacy ||= isLegacy(algorithm);
    const data = octetsOf(sealed);
    if (data === null) return 'damaged';
    if (this.passwords.length === 0) return 'password-missing';
    const decrypted = await decrypt(algorithm, data, this.passwords, this.remainingMs, this.budget);
    if ('lock' in decrypted) return decrypted.lock;
    return decrypted.bytes.map(parse).find((safe) => safe !== null) ?? this.wrong;
  }

  private bags(contents: Element, depth: number): void {
    for (const bag of children(contents)) {
      const type = oidOf(child(bag, 0)).slice(BAG.length);
      const value = child(child(bag, 1), 0);
      if (type === '1' || type === '2') this.privateKeys++;
      else if (type === '6' && value !== undefined && depth < MAX_DEPTH) this.bags(value, depth + 1);
      else if (type === '3' && oidOf(child(value, 0)) === X509_CERTIFICATE) {
        const der = octetsOf(child(child(value, 1), 0));
        if (der !== null && isTagged(child(value, 1), 0)) this.certificates.push(der);
      }
    }
  }
}

/** RFC 9579, 4. */
const PBMAC1 = '1.2.840.113549.1.5.14';

const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/**
 * MacData (RFC 7292, 4): whether the password is the one that the file was sealed with. Null where it is, and where
 * the file has no seal, or one that is not known here.
 */
function checkSeal(
  mac: Element | undefined,
  content: Buffer,
  password: string,
  remainingMs: () => number,
): Lock | null {
  const algorithm = child(child(mac, 0), 0);
  const digest = octetsOf(child(child(mac, 0), 1));
  const salt = octetsOf(child(mac, 1));
  const iterations = child(mac, 2) === undefined ? 1 : integerOf(child(mac, 2));
  if (digest === null || salt === null) return null;
  const seal =
    oidOf(child(algorithm, 0)) === PBMAC1
      ? pbmac1(algorithm, password, remainingMs)
      : oldSeal(HASHES[oidOf(child(algorithm, 0))], salt, iterations, password, remainingMs);
  if (seal === null || typeof seal === 'string') return seal;
  const made = createHmac(seal.hash, seal.key).update(content).digest();
  return made.equals(digest) ? null : 'password-wrong';
}

interface Seal {
  readonly hash: string;
  readonly key: Buffer;
}

function oldSeal(
  hash: string | undefined,
  salt: Buffer,
  iterations: number,
  password: string,
  remainingMs: () => number,
): Seal | Lock | null {
  if (hash === undefined || !(iterations >= 1)) return null;
  if (iterations > MAX_ITERATIONS) return 'too-many-iterations';
  const size = createHmac(hash, '').digest().length;
  const source = { hash, password: bmpPassword(password), salt, iterations };
  const key = deriveKey(source, FOR_MAC, size, remainingMs);
  return key === null ? 'late' : { hash, key };
}

function pbmac1(
  algorithm: Element | undefined,
  password: string,
  remainingMs: () => number,
): Seal | Lock | null {
  const [derivation, mac] = children(child(algorithm, 1));
  const pbkdf2 = readPbkdf2(derivation);
  const hash = HASHES[oidOf(child(mac, 0))];
  const size = integerOf(child(child(derivation, 1), 2));
  if (pbkdf2 === null || hash === undefined || !(size >= 16 && size <= 64 && pbkdf2.iterations >= 1))
    return null;
  if (pbkdf2.iterations > MAX_ITERATIONS) return 'too-many-iterations';
  const key = pbkdf2.derive(password, size, remainingMs);
  return key === null ? 'late' : { hash, key };
}
