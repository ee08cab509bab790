import type { Host } from '../../../src/target/host.ts';
import { isUnknown } from '../../../src/target/result.ts';
import type { Entry } from '../certificates/entry.ts';
import type { PemReading } from '../pem/reading.ts';
import type { CaDirectory, CaFile, Files } from './files.ts';

/** Where one runtime looks for its roots in this environment. */
export interface Locations {
  /** The files that it tries, as far as it gets. */
  readonly files: readonly CaFile[];
  /** The file that it takes its certificates from. */
  readonly file: CaFile | null;
  readonly directories: readonly CaDirectory[];
}

/** crypto/x509/root_linux.go: the first that can be read. */
export const GO_FILES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** crypto/x509/root_linux.go: all of them, beside the file. */
const GO_DIRECTORIES = ['/etc/ssl/certs', '/etc/pki/tls/certs'];

/** A path as the kernel would resolve it from the working directory. */
function absolute(path: string, host: Host): string {
  return path.startsWith('/') || path === '' ? path : `${host.cwd ?? ''}/${path}`;
}

/** What a loader may look at, before anything of it is read. */
export interface Places {
  /** The first that can be read counts. */
  readonly files: readonly string[];
  readonly directories: readonly string[];
}

/** The file that counts, and those that were tried before it. */
export type Named = Pick<Locations, 'files' | 'file'>;

export function readNamed(places: Places, files: Files): Named {
  const tried: CaFile[] = [];
  for (const path of places.files) {
    const file = files.file(path);
    tried.push(file);
    if (file.failure === null) return { files: tried, file };
  }
  return { files: tried, file: null };
}

/** crypto/x509/root.go, loadOnDiskRoots: an empty variable counts as unset. */
export function goPlaces(host: Host): Places {
  const { SSL_CERT_FILE, SSL_CERT_DIR } = host.env;
  return {
    files: SSL_CERT_FILE ? [absolute(SSL_CERT_FILE, host)] : GO_FILES,
    directories: SSL_CERT_DIR ? SSL_CERT_DIR.split(':').map((path) => absolute(path, host)) : GO_DIRECTORIES,
  };
}

/**
 * OPENSSLDIR is compiled into the library: Debian's, RHEL's, then that of Alpine, SUSE and Arch, where
 * /etc/ssl holds OpenSSL's own files. Null where no image of these is to be seen: then there is most
 * likely no OpenSSL either.
 */
export function opensslDirectory(host: Host): string | null {
  // What may not be looked at is there: nobody hides what does not exist.
  const there = (path: string) => {
    const stat = host.stat(path);
    return stat.ok || isUnknown(stat.error);
  };
  for (const directory of ['/usr/lib/ssl', '/etc/pki/tls']) if (there(directory)) return directory;
  const own = ['/etc/ssl/cert.pem', '/etc/ssl/openssl.cnf', '/etc/ssl/openssl.cnf.dist'];
  return own.some(there) ? '/etc/ssl' : null;
}

/**
 * crypto/x509/by_file.c and by_dir.c: a variable that is set counts, even when it is empty. Null where
 * there is no OpenSSL and no variable names its file: SSL_CERT_DIR is also set for Go alone, in images that have
 * nothing that reads a directory as OpenSSL does.
 */
export function opensslPlaces(host: Host, directory: string | null): Places | null {
  const { SSL_CERT_FILE, SSL_CERT_DIR } = host.env;
  if (directory === null && !SSL_CERT_FILE) return null;
  const file = SSL_CERT_FILE ?? (directory === null ? '' : `${directory}/cert.pem`);
  const directories = SSL_CERT_DIR ?? (directory === null ? '' : `${directory}/certs`);
  return {
    files: file === '' ? [] : [absolute(file, host)],
    directories: directories
      .split(':')
      .filter((name) => name !== '')
      .map((name) => absolute(name, host)),
  };
}

/** The certificates of a store and the paths that gave any. */
export interface Store {
  readonly roots: ReadonlySet<Entry>;
  readonly sources: readonly string[];
}

export type Part = (reading: PemReading) => readonly Entry[] | null;

/** The union of what a loader takes from its file and from every file of its directories. */
export function collect({ file, directories }: Locations, part: Part): Store {
  const roots = new Set<Entry>();
  const sources: string[] = [];
  const add = (path: string, entries: readonly Entry[] | null) => {
    if (entries === null || entries.length === 0) return;
    for (const entry of entries) roots.add(entry);
    if (sources.at(-1) !== path) sources.push(path);
  };
  if (file !== null) add(file.path, part(file.content.reading));
  for (const directory of directories) {
    for (const entry of directory.entries) {
      if (entry.file !== null) add(directory.path, part(entry.file.content.reading));
    }
  }
  return { roots, sources };
}
