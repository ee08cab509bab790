import { trimEndOf } from '../../../src/core/text/trim.ts';
import { goPaths } from '../../../src/go/paths.ts';
import type { Stat } from '../../../src/target/file.ts';
import type { Host } from '../../../src/target/host.ts';
import { parentOf, walkPath } from '../../../src/target/posix/walk-path.ts';
import { pathDirectories } from '../../../src/target/program/find-program.ts';
import type { Files } from '../access/memo.ts';

/** Something that users who should not can read or write. */
export interface Exposed {
  readonly path: string;
  readonly mode: number;
  /** The directory above it that keeps others out; null: they do reach it. */
  readonly closedBy: string | null;
}

const OTHERS_READ = 0o004;
const OTHERS_WRITE = 0o002;
const OTHERS_SEARCH = 0o001;
const STICKY = 0o1000;

/** The file of credentials that Go, git and curl read: $NETRC, else .netrc in HOME. Its content is not read. */
export interface Netrc extends Exposed {
  readonly uid: number;
  /** Users other than owner and group may read it. */
  readonly exposed: boolean;
}

/** Group members may read it without remark: that is how secret volumes with fsGroup hand it over. */
export function findNetrc(host: Host, files: Files, home: string | null): Netrc | null {
  const path = host.env.NETRC || (home === null ? null : `${home === '/' ? '' : home}/.netrc`);
  if (!path?.startsWith('/')) return null;
  const stat = files.stat(path);
  if (!stat.ok || stat.value.type !== 'file') return null;
  const exposed = (stat.value.mode & OTHERS_READ) !== 0;
  const { mode, uid } = stat.value;
  return { path, mode, uid, exposed, closedBy: exposed ? closedBy(files, path) : null };
}

/**
 * Directories of PATH in which everybody may put a program.
 *
 * The one where `go install` puts programs may be open with the sticky bit: the golang images ship
 * /go/bin so, for any user to install into, and nobody can replace the program of another.
 */
export function writablePathEntries(host: Host, files: Files): readonly Exposed[] {
  const found: Exposed[] = [];
  for (const path of new Set(pathDirectories(host.env.PATH))) {
    const stat = files.stat(path);
    if (!stat.ok || !everybodyWrites(stat.value)) continue;
    if ((stat.value.mode & STICKY) !== 0 && isForGoInstall(host, path)) continue;
    found.push({ path, mode: stat.value.mode, closedBy: closedBy(files, path) });
  }
  return found;
}

/** That of the golang images, which stays on PATH with GOPATH elsewhere. */
const IMAGES_OWN = '/go/bin';

/** GOBIN, or bin in GOPATH, which the image may have put on PATH though GOBIN is set. */
function isForGoInstall(host: Host, path: string): boolean {
  const { bin, gopath } = goPaths(host);
  const entry = trimEndOf(path, '/');
  return entry === IMAGES_OWN || entry === bin?.path || (gopath !== null && entry === `${gopath.path}/bin`);
}

function everybodyWrites({ type, mode }: Stat): boolean {
  return type === 'directory' && (mode & OTHERS_WRITE) !== 0 && (mode & OTHERS_SEARCH) !== 0;
}

/** The first directory above that others may not search. */
function closedBy(files: Files, path: string): string | null {
  const walk = walkPath(files, path);
  if (walk.end !== 'found') return null;
  for (let directory = walk.real; directory !== '/'; ) {
    directory = parentOf(directory);
    const stat = files.lstat(directory);
    if (stat.ok && (stat.value.mode & OTHERS_SEARCH) === 0) return directory;
  }
  return null;
}
