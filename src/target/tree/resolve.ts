import type { Ignorance } from '../../core/reason.ts';
import type { Place, Step } from '../posix/passage.ts';
import { MAX_LINKS, NAME_MAX, PATH_MAX } from '../posix/path-limits.ts';
import type { DirectoryNode, TreeNode } from './node.ts';

/* Paths of a tree, followed as the kernel does (path_resolution(7)); the root is never left. */

/** An entry of the tree. */
export interface Entry {
  /** Without links. */
  readonly path: string;
  readonly node: TreeNode;
}

export type Walk = { readonly way: readonly Step[]; readonly passed: readonly Entry[] } & (
  | { readonly end: 'reached'; readonly entry: Entry }
  /**
   * `code`: errno name, or NOT_KNOWN with the reason why; `at`: the directory in which it ended, and the name that was
   * looked for in it.
   */
  | {
      readonly end: 'stopped';
      readonly code: string;
      readonly why?: Ignorance;
      readonly at: { readonly directory: Entry; readonly name: string };
    }
);

/**
 * Follows an absolute path.
 *
 * @param last whether a link at the end of the path is followed
 */
export function walk(root: DirectoryNode, path: string, last: 'follow' | 'nofollow'): Walk {
  const way: Step[] = [];
  /** Links that were followed, in their order. */
  const passed: Entry[] = [];
  const top: Entry = { path: '/', node: root };
  let stack = [top];
  const stopped = (code: string, name = '', why?: Ignorance): Walk => ({
    way,
    passed,
    end: 'stopped',
    code,
    ...(why === undefined ? {} : { why }),
    at: { directory: stack.at(-1) ?? top, name },
  });
  if (path === '' || path.includes('\0')) return stopped('ENOENT');
  if (Buffer.byteLength(path) >= PATH_MAX) return stopped('ENAMETOOLONG');
  let links = 0;
  let queue = names(path);
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const here = stack.at(-1) ?? top;
    const { node } = here;
    if (node.type !== 'directory') return stopped('ENOTDIR', name);
    if (name === '') continue;
    way.push({ kind: 'directory', at: placeOf(here) });
    if (name === '.') continue;
    if (name === '..') {
      if (stack.length > 1) stack.pop();
      continue;
    }
    if (name.length > NAME_MAX / 4 && Buffer.byteLength(name) > NAME_MAX)
      return stopped('ENAMETOOLONG', name);
    const child = node.children.get(name);
    if (child === undefined) {
      const why = node.unknown ?? node.open;
      return why === null ? stopped('ENOENT', name) : stopped('NOT_KNOWN', name, why);
    }
    const entry: Entry = { path: inside(here.path, name), node: child };
    if (child.type !== 'symlink' || (last === 'nofollow' && queue.length === 0)) {
      stack.push(entry);
      continue;
    }
    if (++links > MAX_LINKS) return stopped('ELOOP', name);
    if (child.target === '') return stopped('ENOENT', name);
    if (queue.length === 0)
      way.push({ kind: 'link', path: entry.path, uid: child.uid, directory: placeOf(here) });
    passed.push(entry);
    queue = [...names(child.target), ...queue];
    if (child.target.startsWith('/')) stack = [top];
  }
  const entry = stack.at(-1) ?? top;
  const { node } = entry;
  return node.type === 'directory' && node.unknown !== null
    ? stopped('NOT_KNOWN', '', node.unknown)
    : { way, passed, end: 'reached', entry };
}

/** What decides who may use an entry. */
export function placeOf({ path, node }: Entry): Place {
  return { path, inode: node, acl: () => node.acl };
}

function inside(directory: string, name: string): string {
  return `${directory === '/' ? '' : directory}/${name}`;
}

/** A slash at the end asks for a directory: an empty name stands for it. */
function names(path: string): string[] {
  const all = path.split('/').filter((name) => name !== '');
  return all.length > 0 && path.endsWith('/') ? [...all, ''] : all;
}
