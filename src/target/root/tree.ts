import { closeSync, constants, fstatSync, openSync, type Stats } from 'node:fs';
import type { FsFailure } from '../file.ts';

/** open(2), Linux: a handle on the entry without any access to it. Node does not name it. */
export const O_PATH = 0o10000000;

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

/** An entry as it was when it was looked at. */
export interface Seen {
  /** Inside of the root, without links. */
  readonly path: string;
  readonly stats: Stats;
}

/** An entry that is held open, so that nobody can put another in its place. */
export interface Held extends Seen {
  /** Opened with O_PATH: `/proc/self/fd/N` is this entry and no other. */
  readonly fd: number;
}

/**
 * Opens the directory that will be taken for `/`.
 *
 * @throws NodeJS.ErrnoException as open(2) says it
 */
export function openTree(directory: string, closed: Tree['closed'] = () => null): Tree {
  const fd = openSync(directory, O_PATH | constants.O_DIRECTORY);
  return { root: { fd, path: '/', stats: fstatSync(fd) }, closed, kept: new Map(), links: new Map() };
}

/** Whether it was let go. */
export function isClosed(tree: Tree): boolean {
  return closedTrees.has(tree);
}
