import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { subjectHash } from '../../../probes/ca-certs/loaders/subject-hash.ts';
import { pem } from './certs.ts';

/** A trust store as Debian's package and update-ca-certificates make it, in a folder of its own. */
export interface DebianStore {
  /** With the bundle in it. */
  readonly certs: string;
  /** The package's files. */
  readonly share: string;
  readonly bundle: string;
  /** Names of the package's files, without their ending. */
  readonly names: readonly string[];
  /** Their hash names, in the same order. */
  readonly hashes: readonly string[];
}

/** When the package was made, and the bundle from it, seconds since 1970. */
const PACKAGED = 1_750_000_000;

/** Files of these certificates in DER; default: those of this Node. */
export function debianStore(directory: string, ders: readonly Buffer[] = nodeRoots()): DebianStore {
  const [certs, share] = [join(directory, 'certs'), join(directory, 'share')];
  for (const folder of [certs, share]) mkdirSync(folder, { recursive: true });
  const hashes = hashNames(ders);
  const names = ders.map((_, i) => `Root_${i}`);
  for (const [i, name] of names.entries()) {
    const file = join(share, `${name}.crt`);
    writeFileSync(file, pem(ders[i] as Buffer));
    utimesSync(file, PACKAGED, PACKAGED);
    symlinkSync(file, join(certs, `${name}.pem`));
    symlinkSync(`${name}.pem`, join(certs, hashes[i] as string));
  }
  const bundle = join(certs, 'ca-certificates.crt');
  writeFileSync(bundle, ders.map((der) => pem(der)).join(''));
  return { certs, share, bundle, names, hashes };
}

/** As `openssl rehash` names them: of two with one subject the second ends with .1. */
export function hashNames(ders: readonly Buffer[]): readonly string[] {
  const taken = new Map<string, number>();
  return ders.map((der) => {
    const hash = subjectHash(der) ?? '';
    const number = taken.get(hash) ?? 0;
    taken.set(hash, number + 1);
    return `${hash}.${number}`;
  });
}

function nodeRoots(): readonly Buffer[] {
  return rootCertificates.map((text) => Buffer.from(text.replace(/-----.*-----|\n/g, ''), 'base64'));
}
