import type { Known } from '../../../core/known.ts';
import { type DirectoryNode, directoryNode, fileNode, linkNode, type TreeNode } from '../../tree/node.ts';

/** A file that the kubelet writes into a volume. */
export interface Written {
  /** Below the volume. */
  readonly path: string;
  readonly bytes: Known<Buffer>;
  readonly mode: number;
  /** Its owner; root where it is left out. */
  readonly uid?: number;
}

/** Stands for the folder that is named after the time at which it was made. */
const DATED = '..TIMESTAMP';

/**
 * A volume as the kubelet's AtomicWriter makes it: the files lie in a dated folder, `..data` leads there, and a link for
 * each name at the top leads through `..data`; so that all of them change at once.
 *
 * @param mode of the volume's own directory
 */
export function payload(files: readonly Written[], mode: number): DirectoryNode {
  const dated = directoryNode({ mode: 0o755 });
  for (const file of files) put(dated, file);
  const root = directoryNode({ mode });
  root.children.set(DATED, dated);
  root.children.set('..data', linkNode(DATED));
  for (const name of dated.children.keys()) root.children.set(name, linkNode(`..data/${name}`));
  return root;
}

function put(directory: DirectoryNode, { path, bytes, mode, uid = 0 }: Written): void {
  const names = path.split('/').filter((name) => name !== '');
  let at = directory;
  for (const name of names.slice(0, -1)) {
    const child = at.children.get(name);
    const next = child?.type === 'directory' ? child : directoryNode({ mode: 0o755 });
    at.children.set(name, next);
    at = next;
  }
  const node = bytes.known
    ? fileNode(bytes.value, { mode, uid })
    : fileNode(Buffer.alloc(0), { mode, uid, unknown: bytes.why, size: 1 });
  at.children.set(names.at(-1) ?? '', node);
}

/**
 * What `fsGroup` makes of a volume (volume.SetVolumeOwnership): the group of everything in it but links; the group may
 * read, or write too where the volume may be written; directories get the set-group-ID bit.
 */
export function ownedByGroup(node: TreeNode, gid: number, readOnly: boolean): TreeNode {
  if (node.type === 'symlink') return node;
  const mask = readOnly ? 0o440 : 0o660;
  if (node.type !== 'directory') return { ...node, gid, mode: node.mode | mask };
  const children = [...node.children].map(
    ([name, child]) => [name, ownedByGroup(child, gid, readOnly)] as const,
  );
  return { ...node, gid, mode: node.mode | mask | 0o2110, children: new Map(children) };
}
