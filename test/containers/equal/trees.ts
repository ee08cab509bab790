import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { DirectoryNode, TreeNode } from '../../../src/target/tree/node.ts';

/** A path, and what is there in words. */
type Line = readonly [string, string];

/** All that lies in a directory. The root itself has what the runtime gives it. */
export function onDisk(root: string, path = ''): readonly Line[] {
  return readdirSync(join(root, path)).flatMap((name): readonly Line[] => {
    const at = join(path, name);
    // A whiteout in a directory that covers nothing: the kernel lists its name, and finds nothing there.
    const stat = lstatSync(join(root, at), { throwIfNoEntry: false });
    if (stat === undefined) return [];
    const type = stat.isDirectory()
      ? 'directory'
      : stat.isSymbolicLink()
        ? 'symlink'
        : stat.isFile()
          ? 'file'
          : stat.isFIFO()
            ? 'fifo'
            : stat.isBlockDevice()
              ? 'block-device'
              : 'char-device';
    const what =
      type === 'symlink'
        ? readlinkSync(join(root, at))
        : type === 'file'
          ? `${stat.size} ${/^etc/.test(at) ? readFileSync(join(root, at), 'latin1') : ''}`
          : '';
    // What is made because something lies in it has the time of the unpacking.
    const line = `${type} ${(stat.mode & 0o7777).toString(8)} ${stat.uid}:${stat.gid} ${what}`;
    return [[at, line], ...(type === 'directory' ? onDisk(root, at) : [])];
  });
}

/** The same of a tree in memory. */
export function inTree(directory: DirectoryNode, path = ''): readonly Line[] {
  return [...directory.children].flatMap(([name, node]): readonly Line[] => {
    const at = join(path, name);
    const { type, mode, uid, gid } = node;
    const line = `${type} ${mode.toString(8)} ${uid}:${gid} ${whatOf(node, at)}`;
    return [[at, line], ...(node.type === 'directory' ? inTree(node, at) : [])];
  });
}

function whatOf(node: TreeNode, path: string): string {
  if (node.type === 'symlink') return node.target;
  if (node.type !== 'file') return '';
  // Of most files no bytes are kept.
  return `${node.size} ${/^etc/.test(path) ? node.kept.toString('latin1') : ''}`;
}
