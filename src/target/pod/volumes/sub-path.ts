import { type DirectoryNode, directoryNode, type TreeNode } from '../../tree/node.ts';
import { walk } from '../../tree/resolve.ts';

/** What is mounted of a volume. */
export interface Part {
  readonly node: TreeNode;
  readonly is: 'directory' | 'file' | null;
}

/**
 * The part of a volume that `subPath` names; what is not there is made, as a directory with the mode of the volume
 * (subpath.SafeMakeDir). Links are followed inside of the volume, so that the mount stays at the file of now.
 */
export function partOf(volume: DirectoryNode, subPath: string): Part {
  const found = walk(volume, `/${subPath}`, 'follow');
  if (found.end === 'reached') {
    const { node } = found.entry;
    return { node, is: node.type === 'directory' ? 'directory' : 'file' };
  }
  if (found.code === 'NOT_KNOWN') {
    const why = found.why ?? { code: 'share', data: {} };
    return { node: directoryNode({ unknown: why }), is: null };
  }
  const { mode, gid } = volume;
  return {
    node: directoryNode({ mode, gid: (mode & 0o2000) === 0 ? 0 : gid }),
    is: 'directory',
  };
}
