import type { DirectoryKind } from '../../image-contents.ts';
import type { DirectoryNode, FileNode } from '../../tree/node.ts';
import { kindOf } from './places.ts';
import { isSuspect } from './suspects.ts';

/** What one layer brings along. */
export interface LayerLook {
  readonly layer: number;
  readonly bytes: number;
  readonly directories: readonly {
    readonly kind: DirectoryKind;
    readonly path: string;
    readonly bytes: number;
  }[];
  readonly suspects: readonly { readonly path: string; readonly file: FileNode }[];
}

/** More of them say no more, and each takes memory. */
const MAX_SUSPECTS = 2000;

/** Looks through the tree of a layer alone, before it is laid over the lower ones. */
export function lookThrough(root: DirectoryNode, layer: number, bytes: number): LayerLook {
  const directories: { kind: DirectoryKind; path: string; bytes: number }[] = [];
  const suspects: { path: string; file: FileNode }[] = [];
  const into = (directory: DirectoryNode, path: string, within: { bytes: number } | null) => {
    for (const [name, child] of directory.children) {
      if (child.type === 'directory') {
        const below = `${path}/${name}`;
        const kind = kindOf(below, name, child);
        const own = kind === null ? within : { kind, path: below, bytes: 0 };
        if (own !== null && own !== within) directories.push(own as (typeof directories)[number]);
        into(child, below, own);
      } else if (child.type === 'file') {
        if (within !== null) within.bytes += child.size;
        // Without the first slash.
        const file = `${path}/${name}`.slice(1);
        if (isSuspect(file) && suspects.length < MAX_SUSPECTS)
          suspects.push({ path: `/${file}`, file: child });
      }
    }
  };
  into(root, '', null);
  return { layer, bytes, directories: directories.filter((one) => one.bytes > 0), suspects };
}
