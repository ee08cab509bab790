import { type CertOptions, makePem } from '../../support/files/certs.ts';

/** A file of a store: its bytes, or where it links to. */
export type StoreFile = string | Buffer | { readonly link: string } | { readonly directory: true };

/** A trust store under a directory of its own, and the variables that lead to it. `@` stands for that directory. */
export interface StoreCase {
  readonly files: Readonly<Record<string, StoreFile>>;
  /** Default: SSL_CERT_FILE is `@/ca.pem`, SSL_CERT_DIR an empty directory. */
  readonly env?: Readonly<Record<string, string>>;
  /** Directory in which `openssl rehash` makes hash links. */
  readonly rehash?: string;
  /** What these versions of Go make of it, where they differ from the newest. */
  readonly goDiffers?: Readonly<Record<string, number>>;
  /** Why versions of OpenSSL cannot be held against each other here, or the command says nothing. */
  readonly opensslDiffers?: string;
}

/** A self-signed CA by number. */
export const root = (n: number, more: CertOptions = {}) => makePem({ cn: `Root ${n}`, ...more });

/** A store that is one file. */
export const one = (text: string | Buffer): StoreCase => ({ files: { 'ca.pem': text } });

/** The bytes with one of them changed. */
export const bits = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
};
