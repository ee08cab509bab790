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
  return { node: madeIn(volume, subPath), is: 'directory' };
}

/** Every mount of the volume has what is made for one of them; what lies above it gets the usual mode. */
function madeIn(volume: DirectoryNode, subPath: string): DirectoryNode {
  const names = subPath.split('/').filter((name) => !['', '.', '..'].includes(name));
  const inherited = volume.mode & 0o2000;
  let at = volume;
  for (const [i, name] of names.entries()) {
    const child = at.children.get(name);
    const mode = i === names.length - 1 ? volume.mode : 0o755 | inherited;
    const next =
      child?.type === 'directory' ? child : directoryNode({ mode, gid: inherited === 0 ? 0 : volume.gid });
    if (child === undefined) at.children.set(name, next);
    at = next;
  }
  return at;
}
