import { type DirectoryNode, directoryNode, type FileNode, type TreeNode } from '../../tree/node.ts';
import { ImageError } from '../image-error.ts';
import type { TarEntry } from '../tar/entry.ts';
import { nodeOf } from './entry-node.ts';
import type { LayerTree, Marks, OutwardLink } from './layer-tree.ts';
import { cleanNames } from './names.ts';

/*
 * One layer alone, as containerd and podman unpack it for overlayfs: into an empty directory. What it removes from
 * the layers below is marked (OCI image spec, layer.md).
 */

const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';
/** Of AUFS: whatever begins so is none of the image's. */
const META = '.wh..wh.';
const MAX_LINKS = 255;

/** Entries of an image, more than any has: each takes memory. */
const MAX_ENTRIES = 4_000_000;

/** Directories in each other, as many as a path of the kernel's can name. */
const MAX_DEPTH = 2048;

/** Takes the entries of a layer in their order. */
export class LayerBuilder {
  readonly #index: number;
  readonly #root: DirectoryNode;
  readonly #marks = new Map<DirectoryNode, Marks>();
  readonly #outward: OutwardLink[] = [];
  #bytes = 0;
  #entries = 0;

  /** @param index which layer of the image it is, from 0 on */
  constructor(index: number) {
    this.#index = index;
    this.#root = directoryNode({ layer: index });
    this.#marksOf(this.#root).implied = true;
  }

  get tree(): LayerTree {
    return {
      root: this.#root,
      marks: this.#marks,
      outward: this.#outward,
      bytes: this.#bytes,
      entries: this.#entries,
    };
  }

  /**
   * The file that an entry made, and its path without the first slash; null where it made none.
   *
   * @throws ImageError what no runtime would unpack
   */
  add(entry: TarEntry): { readonly file: FileNode; readonly path: string } | null {
    const ordinal = this.#entries++;
    if (ordinal > MAX_ENTRIES) throw new ImageError(`it has more than ${MAX_ENTRIES} entries`);
    const names = cleanNames(entry.name);
    const name = names.at(-1);
    // The root itself: runtimes give it a mode of their own.
    if (name === undefined) return null;
    if (names.length > MAX_DEPTH) throw new ImageError('a path in it is longer than any system takes');
    const directory = this.#parent(names);
    if (name.startsWith(META) && name !== OPAQUE) return null;
    if (name === OPAQUE) {
      // overlayfs puts the roots of all layers over each other, whatever is said of them.
      if (directory !== this.#root) this.#marksOf(directory).opaque = true;
      return null;
    }
    if (name.startsWith(WHITEOUT) || isOverlayWhiteout(entry)) {
      this.#remove(directory, name.startsWith(WHITEOUT) ? name.slice(WHITEOUT.length) : name, entry);
      return null;
    }
    if (entry.type === '1') {
      this.#link(directory, name, entry);
      return null;
    }
    const node = nodeOf(entry, this.#index, ordinal);
    if (node === null) return null;
    this.#put(directory, name, node);
    if (node.type !== 'file') return null;
    this.#bytes += node.size;
    return { file: node, path: names.join('/') };
  }

  #put(directory: DirectoryNode, name: string, node: TreeNode): void {
    const before = directory.children.get(name);
    if (before?.type === 'directory' && node.type === 'directory') {
      // It is written once more: what is in it stays.
      for (const [child, of] of before.children) node.children.set(child, of);
      const marks = this.#marks.get(before);
      if (marks !== undefined) this.#marks.set(node, { ...marks, implied: false });
      this.#marks.delete(before);
      for (const [i, link] of this.#outward.entries())
        if (link.directory === before) this.#outward[i] = { ...link, directory: node };
    }
    // The whiteout is a device that the directory takes the place of: what it hid is seen again through the directory.
    if (node.type === 'directory') this.#marks.get(directory)?.removed.delete(name);
    directory.children.set(name, node);
  }

  /** The directory that an entry lies in, links inside the layer followed; what is missing is made. */
  #parent(names: readonly string[]): DirectoryNode {
    if (names.length === 1) return this.#root;
    let directory: DirectoryNode | undefined = this.#root;
    for (let i = 0; i < names.length - 1 && directory !== undefined; i++) {
      const child: TreeNode | undefined = directory.children.get(names[i] ?? '');
      directory = child?.type === 'directory' ? child : undefined;
    }
    return directory ?? this.#made(names);
  }

  #made(names: readonly string[]): DirectoryNode {
    let at: DirectoryNode[] = [];
    let links = 0;
    const queue = names.slice(0, -1);
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      if (name === '' || name === '.') continue;
      if (name === '..') {
        at.pop();
        continue;
      }
      const here = at.at(-1) ?? this.#root;
      const child = here.children.get(name);
      if (child === undefined) {
        const made = directoryNode({ layer: this.#index });
        this.#marksOf(made).implied = true;
        here.children.set(name, made);
        at.push(made);
        if (at.length > MAX_DEPTH) throw new ImageError('a path in it is longer than any system takes');
      } else if (child.type === 'directory') at.push(child);
      else if (child.type === 'symlink') {
        if (++links > MAX_LINKS) throw new ImageError(`${names.join('/')}: too many links on the way to it`);
        if (child.target.startsWith('/')) at = [];
        queue.unshift(...child.target.split('/'));
      } else throw new ImageError(`${names.join('/')} lies in a file`);
    }
    return at.at(-1) ?? this.#root;
  }

  #remove(directory: DirectoryNode, name: string, entry: TarEntry): void {
    if (name === '' || name === '.' || name === '..')
      throw new ImageError(`${JSON.stringify(entry.name)} removes nothing that has a name`);
    this.#marksOf(directory).removed.add(name);
  }

  #link(directory: DirectoryNode, name: string, entry: TarEntry): void {
    const target = cleanNames(entry.linkName);
    const node = found(this.#root, target);
    if (node?.type === 'directory') throw new ImageError(`${entry.name} is a hard link to a directory`);
    if (node === undefined) {
      directory.children.delete(name);
      this.#outward.push({ directory, name, target });
    } else this.#put(directory, name, node);
  }

  #marksOf(directory: DirectoryNode): Marks {
    let marks = this.#marks.get(directory);
    if (marks === undefined) {
      marks = { implied: false, opaque: false, removed: new Set() };
      this.#marks.set(directory, marks);
    }
    return marks;
  }
}

/** What overlayfs itself takes for one: a character device of the numbers 0 and 0. */
function isOverlayWhiteout({ type, device }: TarEntry): boolean {
  return type === '3' && device.major === 0 && device.minor === 0;
}

/** Links on the way are followed, the last name is not: as runtimes make hard links. */
export function found(root: DirectoryNode, names: readonly string[]): TreeNode | undefined {
  let at: DirectoryNode[] = [root];
  let links = 0;
  const queue = [...names];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (name === '' || name === '.') continue;
    if (name === '..') {
      if (at.length > 1) at.pop();
      continue;
    }
    const child: TreeNode | undefined = at.at(-1)?.children.get(name);
    if (child === undefined || queue.length === 0) return child;
    if (child.type === 'directory') at.push(child);
    else if (child.type === 'symlink' && ++links <= MAX_LINKS) {
      if (child.target.startsWith('/')) at = [root];
      queue.unshift(...child.target.split('/'));
    } else return undefined;
  }
  return at.at(-1);
}
