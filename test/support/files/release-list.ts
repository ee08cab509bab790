import { createHash } from 'node:crypto';
import type { Tree } from '../memory/tree.ts';

/** What sha256sum prints of the files of a tree in memory, relative to a directory. */
export function releaseList(tree: Tree, top: string): string {
  return Object.entries(tree)
    .flatMap(([path, node]) => {
      const content = typeof node === 'string' ? node : node?.type === 'file' ? node.content : null;
      if (content === null || !path.startsWith(`${top}/`)) return [];
      return [`${createHash('sha256').update(content).digest('hex')}  ./${path.slice(top.length + 1)}\n`];
    })
    .join('');
}
