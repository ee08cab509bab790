import { closeSync, constants, fstatSync, openSync, readlinkSync, type Stats } from 'node:fs';
import type { FsFailure } from '../file.ts';
import { attempt, failure } from '../live/attempt.ts';
import { MAX_LINKS, PATH_MAX } from '../posix/path-limits.ts';

/* Paths of a foreign root, followed entry by entry on descriptors: Node has no openat2(2) with RESOLVE_IN_ROOT. */

const { O_DIRECTORY, O_NOFOLLOW } = constants;
/** open(2), Linux: a handle on the entry without any access to it. Node does not name it. */
const O_PATH = 0o10000000;

/** The directory that is taken for `/`. */
export interface Tree {
  readonly root: Held;
  /** Why what stands at a path (absolute, without links) is not opened; null where it is. Asked before it is. */
  closed(path: string): FsFailure | null;
  /** Directories that were passed, by their paths: held, so that the next path through them need not open them again. */
  readonly kept: Map<string, Held>;
  /** Names that were links when their directory (its path without links) was listed: they are read, and not opened before. */
  readonly links: Map<string, ReadonlySet<string>>;
}

/** So many directories are held at most: most paths lead through a few. */
const MOST_KEPT = 64;

const closedTrees = new WeakSet<Tree>();

/** Lets the directories go that are held: what stands at their paths may have become another. */
export function forget({ kept, links }: Tree): void {
  links.clear();
  for (const { fd } of kept.values()) closeSync(fd);
  kept.clear();
}

/** Lets all of it go. Its descriptors may be another's from then on: nothing is looked up with them any more. */
export function closeTree(tree: Tree): void {
  if (closedTrees.has(tree)) return;
  closedTrees.add(tree);
  forget(tree);
  closeSync(tree.root.fd);
}

/** An entry that is held open, so that nobody can put another in its place. */
export interface Held {
  /** Opened with O_PATH: `/proc/self/fd/N` is this entry and no other. */
  readonly fd: number;
  /** Inside of the root, without links. */
  readonly path: string;
  readonly stats: Stats;
}

/** What the kernel asks about on the way to an entry (path_resolution(7)). */
export type Passed =
  /** A directory in which a name was looked up. */
  | { readonly kind: 'directory'; readonly at: Held }
  /** A link at the end of the path that was followed, its owner, and the directory in which it lies. */
  | { readonly kind: 'link'; readonly path: string; readonly uid: number; readonly directory: Held };

export type Walk = { readonly way: readonly Passed[] } & (
  | { readonly end: 'reached'; readonly entry: Held }
  /** `code`: errno name, or NOT_KNOWN with the reason why. */
  | { readonly end: 'stopped'; readonly code: string; readonly why?: FsFailure['why'] }
);

/** Opens the directory that will be taken for `/`. Throws what open(2) says. */
export function openTree(directory: string, closed: Tree['closed'] = () => null): Tree {
  const fd = openSync(directory, O_PATH | O_DIRECTORY);
  return { root: { fd, path: '/', stats: fstatSync(fd) }, closed, kept: new Map(), links: new Map() };
}

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
  const opened: number[] = [];
  const way: Passed[] = [];
  try {
    return use({ way, ...follow(tree, path, last, way, opened) });
  } finally {
    for (const fd of opened) closeSync(fd);
  }
}

type End =
  | { readonly end: 'reached'; readonly entry: Held }
  | { readonly end: 'stopped'; readonly code: string; readonly why?: FsFailure['why'] };

function follow(tree: Tree, path: string, last: 'follow' | 'nofollow', way: Passed[], opened: number[]): End {
  if (path === '' || closedTrees.has(tree)) return stopped('ENOENT');
  if (Buffer.byteLength(path) >= PATH_MAX) return stopped('ENAMETOOLONG');
  const { root, closed, kept } = tree;
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
    const listed = last === 'nofollow' && queue.length === 0 ? null : listedLink(tree, here, name);
    if (listed !== null) {
      if (++links > MAX_LINKS) return stopped('ELOOP');
      queue.unshift(...names(listed));
      if (listed.startsWith('/')) stack = [root];
      continue;
    }
    const known = kept.get(inside(here, name));
    const entry = known ?? open(here, name);
    if (typeof entry === 'string') return stopped(entry);
    if (known === undefined) {
      if (entry.stats.isDirectory() && kept.size < MOST_KEPT) kept.set(entry.path, entry);
      else opened.push(entry.fd);
    }
    if (!entry.stats.isSymbolicLink() || (last === 'nofollow' && queue.length === 0)) {
      stack.push(entry);
      continue;
    }
    if (++links > MAX_LINKS) return stopped('ELOOP');
    const target = readLink(here, name);
    if (typeof target === 'string' && target !== '') {
      if (queue.length === 0)
        way.push({ kind: 'link', path: entry.path, uid: entry.stats.uid, directory: here });
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

function stopped(code: string): End {
  return { end: 'stopped', code };
}

function inside({ path }: Held, name: string): string {
  return `${path === '/' ? '' : path}/${name}`;
}

/** The entry of that bare name in a directory that is held; else the errno name. */
function open(directory: Held, name: string): Held | string {
  try {
    const fd = openSync(`/proc/self/fd/${directory.fd}/${name}`, O_PATH | O_NOFOLLOW);
    return { fd, path: inside(directory, name), stats: fstatSync(fd) };
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
