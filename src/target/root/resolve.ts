import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync } from 'node:fs';
import type { FsFailure } from '../file.ts';
import { attempt, failure } from '../live/files/attempt.ts';
import { MAX_LINKS, PATH_MAX } from '../posix/path-limits.ts';
import { type Held, isClosed, O_PATH, type Seen, type Tree } from './tree.ts';

/* Paths of a foreign root, followed entry by entry on descriptors: Node has no openat2(2) with RESOLVE_IN_ROOT. */

/** What the kernel asks about on the way to an entry (path_resolution(7)). */
export type Passed =
  /** A directory in which a name was looked up. */
  | { readonly kind: 'directory'; readonly at: Held }
  /** A link at the end of the path that was followed, its owner, and the directory in which it lies. */
  | { readonly kind: 'link'; readonly path: string; readonly uid: number; readonly directory: Held };

export type Walk<Entry extends Seen = Held> = { readonly way: readonly Passed[] } & End<Entry>;

type End<Entry extends Seen> =
  | { readonly end: 'reached'; readonly entry: Entry }
  /** `code`: errno name, or NOT_KNOWN with the reason why. */
  | { readonly end: 'stopped'; readonly code: string; readonly why?: FsFailure['why'] };

/**
 * Follows an absolute path inside of the root; all that was passed is held open as long as `use` works with it.
 *
 * Nothing outside is ever opened, whatever somebody in there does meanwhile: each entry is opened by its bare
 * name in the descriptor of its directory, and no link by the kernel; `..` goes back to a descriptor that is held
 * already. A link of /proc says in words where it leads, and these are followed. An entry that is swapped while it
 * is looked at counts as a link, so that the number of steps has an end.
 *
 * @param last whether a link at the end of the path is followed
 */
export function walk<T>(tree: Tree, path: string, last: 'follow' | 'nofollow', use: (walk: Walk) => T): T {
  return holding(tree, (hold) => {
    const way: Passed[] = [];
    return use({ way, ...follow(tree, path, last, way, hold, hold) });
  });
}

/** The same for who asks what is there, and does not open it: of the last entry the stats are asked, by its bare name. */
export function walkUnheld<T>(
  tree: Tree,
  path: string,
  last: 'follow' | 'nofollow',
  use: (walk: Walk<Seen>) => T,
): T {
  return holding(tree, (hold) => {
    const way: Passed[] = [];
    const reach: Find<Seen> = (directory, name) =>
      tree.kept.get(inside(directory, name)) ?? see(directory, name);
    return use({ way, ...follow(tree, path, last, way, hold, reach) });
  });
}

/** So many directories are held at most: most paths lead through a few. */
const MOST_KEPT = 64;

/** Gives the entry of that bare name in a directory that is held; else the errno name. */
type Find<Entry> = (directory: Held, name: string) => Entry | string;

/** What `hold` opens stays open until `use` has ended: directories longer, as long as there is room. */
function holding<T>({ kept }: Tree, use: (hold: Find<Held>) => T): T {
  const opened: number[] = [];
  try {
    return use((directory, name) => {
      const known = kept.get(inside(directory, name));
      if (known !== undefined) return known;
      const entry = open(directory, name);
      if (typeof entry === 'string') return entry;
      if (entry.stats.isDirectory() && kept.size < MOST_KEPT) kept.set(entry.path, entry);
      else opened.push(entry.fd);
      return entry;
    });
  } finally {
    for (const fd of opened) closeSync(fd);
  }
}

function follow<Entry extends Seen>(
  tree: Tree,
  path: string,
  last: 'follow' | 'nofollow',
  way: Passed[],
  hold: Find<Held>,
  reach: Find<Entry>,
): End<Entry | Held> {
  if (path === '' || isClosed(tree)) return stopped('ENOENT');
  if (Buffer.byteLength(path) >= PATH_MAX) return stopped('ENAMETOOLONG');
  const { root, closed } = tree;
  let stack = [root];
  let links = 0;
  const queue = names(path);
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const here = stack.at(-1) ?? root;
    if (!here.stats.isDirectory()) return stopped('ENOTDIR');
    if (name === '') continue;
    way.push({ kind: 'directory', at: here });
    if (name === '.') continue;
    if (name === '..') {
      if (stack.length > 1) stack.pop();
      continue;
    }
    const shut = closed(inside(here, name));
    if (shut !== null) return { end: 'stopped', ...shut };
    const isLast = queue.length === 0;
    const listed = last === 'nofollow' && isLast ? null : listedLink(tree, here, name);
    if (listed !== null) {
      if (++links > MAX_LINKS) return stopped('ELOOP');
      queue.unshift(...names(listed));
      if (listed.startsWith('/')) stack = [root];
      continue;
    }
    const held = isLast ? null : hold(here, name);
    const entry = held ?? reach(here, name);
    if (typeof entry === 'string') return stopped(entry);
    if (!entry.stats.isSymbolicLink() || (last === 'nofollow' && isLast)) {
      if (held === null || typeof held === 'string') return { end: 'reached', entry };
      stack.push(held);
      continue;
    }
    if (++links > MAX_LINKS) return stopped('ELOOP');
    const target = readLink(here, name);
    if (typeof target === 'string' && target !== '') {
      if (isLast) way.push({ kind: 'link', path: entry.path, uid: entry.stats.uid, directory: here });
      queue.unshift(...names(target));
      if (target.startsWith('/')) stack = [root];
    } else queue.unshift(name);
  }
  return { end: 'reached', entry: stack.at(-1) ?? root };
}

/** So many directories are remembered by their links at most. */
const MOST_LISTED = 16;

/** Remembers which names of a directory are links. */
export function noteLinks({ links }: Tree, { path }: Held, names: readonly string[]): void {
  if (links.size < MOST_LISTED) links.set(path, new Set(names));
}

/** Where everybody may put and take files, whose link it is decides, and it has to be opened. */
const SHARED = 0o1002;

/** Where a link leads that was seen in the list of its directory; null of any other, which is opened. */
export function listedLink({ links }: Tree, here: Held, name: string): string | null {
  if ((here.stats.mode & SHARED) === SHARED || links.get(here.path)?.has(name) !== true) return null;
  return readLink(here, name) || null;
}

function stopped(code: string): End<never> {
  return { end: 'stopped', code };
}

function inside({ path }: Held, name: string): string {
  return `${path === '/' ? '' : path}/${name}`;
}

/** The entry of that bare name in a directory that is held; else the errno name. */
function open(directory: Held, name: string): Held | string {
  try {
    const fd = openSync(`/proc/self/fd/${directory.fd}/${name}`, O_PATH | constants.O_NOFOLLOW);
    return { fd, path: inside(directory, name), stats: fstatSync(fd) };
  } catch (error) {
    return failure(error).code;
  }
}

/** The same, not opened. */
function see(directory: Held, name: string): Seen | string {
  try {
    return { path: inside(directory, name), stats: lstatSync(`/proc/self/fd/${directory.fd}/${name}`) };
  } catch (error) {
    return failure(error).code;
  }
}

/** Where the link of that name leads; null where it is none any more. */
export function readLink(directory: Held, name: string): string | null {
  const target = attempt(() => readlinkSync(`/proc/self/fd/${directory.fd}/${name}`));
  return target.ok ? target.value : null;
}

/** A slash at the end asks for a directory: an empty name stands for it. */
function names(path: string): string[] {
  const all = path.split('/').filter((name) => name !== '');
  return all.length > 0 && path.endsWith('/') ? [...all, ''] : all;
}
