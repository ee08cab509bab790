import type { Ignorance } from '../../core/reason.ts';
import { type DirectoryNode, directoryNode, fileNode, type TreeNode } from './node.ts';

/* What a container runtime mounts over a tree, without a change to the tree itself. */

/** The tree with something mounted. */
export interface Grafted {
  readonly root: DirectoryNode;
  /** Where it lies: the path that was asked for, without links. */
  readonly at: string;
  /** What it hides; null where nothing was there. */
  readonly hides: TreeNode | null;
}

/**
 * Directories that were copied for one caller, and that nobody else has: where much is mounted into one of them, it is
 * copied once, not each time.
 */
export type Own = Set<DirectoryNode>;

/**
 * Mounts a node at an absolute path, as runc does: links on the way are followed inside the root, what is missing is
 * made (mode 0755, owner root). Directories along the way are copied, all else is shared with the tree as it was.
 */
export function graft(root: DirectoryNode, path: string, mounted: TreeNode, own: Own = new Set()): Grafted {
  const names = place(root, path);
  if (names.length === 0 && mounted.type === 'directory') return { root: mounted, at: '/', hides: root };
  const ours = (directory: DirectoryNode) => {
    const copy = own.has(directory) ? directory : copyOf(directory);
    own.add(copy);
    return copy;
  };
  const top = ours(root);
  let directory = top;
  for (const name of names.slice(0, -1)) {
    const child = directory.children.get(name);
    const copy = child?.type === 'directory' ? ours(child) : madeIn(directory);
    own.add(copy);
    directory.children.set(name, copy);
    directory = copy;
  }
  const name = names.at(-1) ?? '';
  const hides = directory.children.get(name) ?? null;
  if (name !== '') directory.children.set(name, mounted);
  return { root: top, at: `/${names.join('/')}`, hides };
}

/** As many links as securejoin follows, with which runc finds the place. */
const MAX_LINKS = 255;

/** The names that lead there without links; those that are missing stand as they were written. */
function place(root: DirectoryNode, path: string): readonly string[] {
  let at: { readonly name: string; readonly node: TreeNode | undefined }[] = [];
  const queue = path.split('/');
  let links = 0;
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (name === '' || name === '.') continue;
    if (name === '..') {
      at.pop();
      continue;
    }
    const here = at.length === 0 ? root : at.at(-1)?.node;
    const node = here?.type === 'directory' ? here.children.get(name) : undefined;
    if (node?.type === 'symlink' && ++links <= MAX_LINKS) {
      if (node.target.startsWith('/')) at = [];
      queue.unshift(...node.target.split('/'));
    } else at.push({ name, node });
  }
  return at.map(({ name }) => name);
}

/** In a directory of which nobody knows all, it may be there, with something in it. */
function madeIn({ unknown, open }: DirectoryNode): DirectoryNode {
  if (unknown !== null) return directoryNode({ unknown });
  return open === null ? directoryNode() : directoryNode({ open });
}

function copyOf(directory: DirectoryNode): DirectoryNode {
  return { ...directory, children: new Map(directory.children) };
}

/** Directories that a runtime mounts over, whatever an image holds there. */
const MOUNTED = ['/dev', '/proc', '/sys'];

/** The tree with the file systems of the kernel over it, of which nobody can know what they will hold. */
export function withKernelMounts(root: DirectoryNode): DirectoryNode {
  return MOUNTED.reduce(
    (tree, path) => graft(tree, path, unknownDirectory({ code: 'mounted-by-runtime', data: { path } })).root,
    root,
  );
}

/** A directory of which nobody can know what is in it, and why: a share, a path of the node. */
export function unknownDirectory(why: Ignorance): DirectoryNode {
  return directoryNode({ unknown: why });
}

/** A tree of files by their paths, each with its content or as a node of its own; directories on the way are made. */
export function treeOf(entries: Readonly<Record<string, string | Buffer | TreeNode>>): DirectoryNode {
  const own: Own = new Set();
  return Object.entries(entries).reduce<DirectoryNode>((tree, [path, entry]) => {
    const node =
      typeof entry === 'string' || Buffer.isBuffer(entry) ? fileNode(Buffer.from(entry as string)) : entry;
    return graft(tree, path, node, own).root;
  }, directoryNode());
}
