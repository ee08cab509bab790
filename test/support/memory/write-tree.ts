import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, lchownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { directory, file, type Node, type Tree } from './tree.ts';

/**
 * Writes layers of files below a directory, with owners and modes; needs root. Later layers replace
 * earlier ones, and take away what they set to null, with all below it.
 */
export function writeTrees(root: string, trees: readonly Tree[]): void {
  const nodes = new Map<string, Node>();
  for (const [path, entry] of trees.flatMap((tree) => Object.entries(tree))) {
    if (entry !== null) nodes.set(path, typeof entry === 'string' ? file(entry) : entry);
    else for (const known of [...nodes.keys()]) if (`${known}/`.startsWith(`${path}/`)) nodes.delete(known);
  }
  for (const path of [...nodes.keys()].sort()) {
    const node = nodes.get(path);
    if (node !== undefined) writeNode(join(root, path), node);
  }
}

function writeNode(path: string, node: Node): void {
  mkdirSync(dirname(path), { recursive: true });
  switch (node.type) {
    case 'directory':
      mkdirSync(path, { recursive: true });
      break;
    case 'file':
      writeFileSync(path, node.content);
      break;
    case 'symlink':
      symlinkSync(node.target, path);
      lchownSync(path, node.uid, node.gid);
      return;
    case 'fifo':
      execFileSync('mkfifo', [path]);
      break;
    default:
      throw new Error(`a ${node.type} cannot be written: ${path}`);
  }
  chownSync(path, node.uid, node.gid);
  chmodSync(path, node.mode);
}

/** Directories that every root has. */
export const EMPTY_ROOT: Tree = {
  '/tmp': directory({ mode: 0o1777 }),
  '/proc': directory(),
  '/dev': directory(),
};
