import type { Host } from '../../../src/target/host.ts';
import type { Passwords } from '../formats/der/decrypt.ts';
import type { Lock } from '../formats/format.ts';
import { type Holding, holdingOf } from '../formats/holding.ts';
import { unpack } from '../formats/unpack.ts';
import { Entry } from './entry.ts';
import type { Pool } from './pool.ts';

/** A file of the policy that says nothing: what it requires is not known. */
export type UnusableFile =
  | { readonly path: string; readonly error: string; readonly isPassword: boolean }
  | {
      readonly path: string;
      readonly passwordFile: string | null;
      readonly problem: Exclude<Lock, 'late'> | 'no-certificates';
      readonly holding: Holding;
    };

/** Bytes: a password is one line. */
const MAX_PASSWORD_BYTES = 64 * 1024;

interface Read {
  readonly entries: readonly Entry[];
  readonly holding: Holding;
}

/**
 * The certificates of a file that the policy names. Of the password nothing leaves this function, not its length
 * either; `late` where there is not the time that it takes to open the file.
 */
export async function readRequiredFile(
  path: string,
  passwordFile: string | null,
  pool: Pool,
  host: Host,
  remainingMs: () => number,
): Promise<Read | UnusableFile | 'late'> {
  const file = host.readFile(path);
  if (!file.ok) return { path, error: file.error.code, isPassword: false };
  const secret = passwordFile === null ? null : host.readFile(passwordFile, { maxBytes: MAX_PASSWORD_BYTES });
  if (passwordFile !== null && secret?.ok === false) {
    return { path: passwordFile, error: secret.error.code, isPassword: true };
  }
  const passwords = passwordsOf(secret?.ok ? secret.value : null);
  const found = await unpack(file.value, { passwords, remainingMs });
  if (found.lock === 'late') return 'late';
  const holding = { ...holdingOf(found, pool), passwordFile };
  const problem = found.lock ?? (found.certificates.length === 0 ? 'no-certificates' : null);
  if (problem !== null) return { path, passwordFile, problem, holding };
  const entries = new Set(found.certificates.map((der) => entryOf(Buffer.from(der), pool)));
  return { entries: [...entries], holding };
}

/** Of the store's certificates the one with these bytes: a public root is known there by less than all of them. */
function entryOf(der: Buffer, pool: Pool): Entry {
  const entry = pool.ofDer(der);
  return entry.der.equals(der) ? entry : new Entry(() => der, null, 0);
}

/** As `openssl -passin file:` takes it: the first line, without its end. Without a file none, in both forms. */
function passwordsOf(content: Buffer | null): Passwords {
  const [line = ''] = content === null ? [] : content.toString('utf8').split(/\r?\n/, 1);
  return line === '' ? ['', null] : [line];
}
