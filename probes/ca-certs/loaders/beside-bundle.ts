import type { DirectoryEntry as Listed, Stat } from '../../../src/target/file.ts';
import type { Host } from '../../../src/target/host.ts';
import { isUnder, readMounts } from '../../../src/target/posix/mounts.ts';
import type { Entry } from '../certificates/entry.ts';
import { isHashName } from './hash-name.ts';

/** The bundle that every loader of a directory takes its certificates from. */
export interface Bundle {
  readonly path: string;
  readonly roots: ReadonlySet<Entry>;
}

/** What is asked of the files of a directory, one by one. */
export interface EntryReader {
  /** The certificates of a file in which every loader sees the same; null for any other, and where it cannot be read. */
  certificates(path: string): readonly Entry[] | null;
  keepGoing(): boolean;
}

/** The latest changes are always read: what is not as the package left it was changed after the rest. */
const NEWEST = 4;

/** With more in doubt the whole directory is read. */
const MOST_IN_DOUBT = 16;

/** Where the links of Debian's and Alpine's update-ca-certificates lead. */
const SOURCES = ['/usr/share/ca-certificates', '/usr/local/share/ca-certificates'];

/**
 * Whether a directory that `update-ca-certificates` made holds nothing but what its bundle holds, known with one call
 * for each certificate instead of six: to open, stat, read and close the file, and to follow its two links.
 *
 * `HHHHHHHH.0 -> NAME.pem -> /usr/share/ca-certificates/…/NAME.crt`: stat(2) of the first goes the whole way. The
 * bundle is these files one after the other, so a file that is as long as one of its certificates, and older than it,
 * is that certificate. A file that was changed and given its old time again has the newest ctime, which nobody can
 * set: the newest few are read, and those that do not fit. docs/decisions.md says what this cannot tell.
 *
 * False where anything is not so; then every entry has to be looked at.
 */
export function holdsOnlyBundle(
  directory: string,
  listed: readonly Listed[],
  bundle: Bundle,
  host: Host,
  reader: EntryReader,
): boolean {
  const names = namesIn(directory, listed, bundle);
  const made = host.stat(bundle.path);
  if (names === null || !made.ok || hasMounts(host, directory)) return false;
  const seen = follow(directory, names.hashes, host, reader);
  if (seen === null) return false;
  const doubtful = inDoubt(seen, sizesOf(bundle), made.value.modifiedMs);
  if (doubtful.length > MOST_IN_DOUBT) return false;
  for (const hash of doubtful) {
    const link = host.readlink(directory + hash);
    // Each name once: the others are then behind the links that were not followed by hand.
    if (!link.ok || !names.files.delete(link.value)) return false;
    const found = reader.certificates(directory + link.value);
    if (!found?.length || !found.every((entry) => bundle.roots.has(entry))) return false;
  }
  return true;
}

interface Names {
  readonly hashes: readonly string[];
  readonly files: Set<string>;
}

/** Null where there is anything but directories, the bundle, and as many hash names as other links. */
function namesIn(directory: string, listed: readonly Listed[], bundle: Bundle): Names | null {
  const hashes: string[] = [];
  const files = new Set<string>();
  for (const { name, type } of listed) {
    if (type === 'directory') continue;
    if (type !== 'symlink') {
      if (type !== 'file' || directory + name !== bundle.path) return null;
    } else if (isHashName(name)) hashes.push(name);
    else files.add(name);
  }
  return hashes.length > 0 && hashes.length === files.size ? { hashes, files } : null;
}

/** Over one of the files, or over where they are. That the directory itself is a mount changes nothing. */
function hasMounts(host: Host, directory: string): boolean {
  const mounts = readMounts(host);
  // Into a root that does not run nobody mounts; of one file system all of them have to be there too.
  if (mounts === null) return host.target?.kind !== 'root';
  return mounts.some(
    ({ mountPoint }) =>
      mountPoint.startsWith(directory) || SOURCES.some((source) => isUnder(mountPoint, source)),
  );
}

interface Followed {
  readonly hash: string;
  readonly file: Stat;
}

/** The files behind the hash names; null where one leads nowhere, or two to the same file. */
function follow(
  directory: string,
  hashes: readonly string[],
  host: Host,
  { keepGoing }: EntryReader,
): readonly Followed[] | null {
  const inodes = new Set<number>();
  const devices = new Set<number>();
  const followed: Followed[] = [];
  for (const hash of hashes) {
    const stat = host.stat(directory + hash);
    if (!stat.ok || stat.value.type !== 'file' || !keepGoing()) return null;
    devices.add(stat.value.dev);
    inodes.add(stat.value.ino);
    followed.push({ hash, file: stat.value });
  }
  return inodes.size === hashes.length && devices.size === 1 ? followed : null;
}

/** How many certificates of the bundle take so many bytes as a file. */
function sizesOf({ roots }: Bundle): Map<number, number> {
  const sizes = new Map<number, number>();
  for (const { fileSize } of roots) sizes.set(fileSize, (sizes.get(fileSize) ?? 0) + 1);
  return sizes;
}

/** Hash names of the files that must be read: others are known by what stat says. */
function inDoubt(
  followed: readonly Followed[],
  sizes: Map<number, number>,
  madeMs: number,
): readonly string[] {
  const newest = new Set([...followed].sort((a, b) => b.file.changedMs - a.file.changedMs).slice(0, NEWEST));
  return followed
    .filter((entry) => {
      const { size, mode, modifiedMs } = entry.file;
      const left = sizes.get(size) ?? 0;
      sizes.set(size, left - 1);
      const readable = (mode & 0o444) === 0o444;
      return left <= 0 || !readable || modifiedMs > madeMs || newest.has(entry);
    })
    .map(({ hash }) => hash);
}
