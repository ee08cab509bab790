import { type DirectoryNode, directoryNode, type TreeNode } from '../../tree/node.ts';
import { ImageError } from '../image-error.ts';
import { found } from './layer-builder.ts';
import type { LayerTree } from './layer-tree.ts';

/*
 * Layers over each other, as overlayfs shows them. The lower tree is changed and handed on; what a layer took away
 * stays written down in the directories (`gone`).
 */

/** What a layer did, for whoever wants to list it; paths are absolute. */
export interface Changes {
  added(path: string, node: TreeNode): void;
  changed(path: string, node: TreeNode, before: TreeNode): void;
  removed(path: string, before: TreeNode): void;
}

const NO_CHANGES: Changes = { added: () => {}, changed: () => {}, removed: () => {} };

/** The tree below the first layer: as an empty directory of the runtime. */
export function emptyTree(): DirectoryNode {
  return directoryNode();
}

/**
 * @param index which layer it is, from 0 on
 * @throws ImageError of a hard link to what is in no layer
 */
export function merge(
  lower: DirectoryNode,
  layer: LayerTree,
  index: number,
  changes: Changes = NO_CHANGES,
): DirectoryNode {
  for (const { directory, name, target } of layer.outward) {
    const node = found(lower, target);
    if (node === undefined || node.type === 'directory')
      throw new ImageError(
        `a hard link to /${target.join('/')}, which is no file of this layer or a lower one`,
      );
    if (!directory.children.has(name)) directory.children.set(name, node);
  }
  return over(lower, layer.root, '', { layer, index, changes });
}

interface Merging {
  readonly layer: LayerTree;
  readonly index: number;
  readonly changes: Changes;
}

function over(lower: DirectoryNode, upper: DirectoryNode, path: string, merging: Merging): DirectoryNode {
  const { layer, index, changes } = merging;
  const marks = layer.marks.get(upper);
  const result: DirectoryNode =
    marks?.implied === true ? lower : { ...upper, children: lower.children, gone: lower.gone };
  const take = (name: string, before: TreeNode) => {
    result.children.delete(name);
    result.gone.set(name, index);
    if (!upper.children.has(name)) changes.removed(`${path}/${name}`, before);
  };
  if (marks?.opaque === true) for (const [name, before] of [...result.children]) take(name, before);
  for (const name of marks?.removed ?? []) {
    const before = result.children.get(name);
    if (before !== undefined) take(name, before);
  }
  for (const [name, node] of upper.children) {
    const before = result.children.get(name);
    const at = `${path}/${name}`;
    if (before === undefined) {
      tellOfNew(node, at, changes);
      if (node.type === 'directory')
        result.children.set(name, over(emptyLike(node), node, at, quiet(merging)));
      else result.children.set(name, node);
    } else if (before.type === 'directory' && node.type === 'directory') {
      const merged = over(before, node, at, merging);
      if (layer.marks.get(node)?.implied !== true) changes.changed(at, merged, before);
      result.children.set(name, merged);
    } else {
      changes.changed(at, node, before);
      if (node.type === 'directory')
        result.children.set(name, over(emptyLike(node), node, at, quiet(merging)));
      else result.children.set(name, node);
    }
    result.gone.delete(name);
  }
  return result;
}

/** So that what a layer removes from nothing, and hides of it, leaves no mark. */
function emptyLike(node: DirectoryNode): DirectoryNode {
  return { ...node, children: new Map(), gone: new Map() };
}

function quiet(merging: Merging): Merging {
  return { ...merging, changes: NO_CHANGES };
}

function tellOfNew(node: TreeNode, path: string, changes: Changes): void {
  if (changes === NO_CHANGES) return;
  changes.added(path, node);
  if (node.type !== 'directory') return;
  for (const [name, child] of node.children) tellOfNew(child, `${path}/${name}`, changes);
}
