import { once } from '../../../core/once.ts';
import type { ImageContents, ImageLook, SeenFile } from '../../image-contents.ts';
import { bytesOf, type DirectoryNode, type FileNode, type TreeNode } from '../../tree/node.ts';
import { walk } from '../../tree/resolve.ts';
import type { Image } from '../image.ts';
import type { LayerLook } from './look-through.ts';
import { saidBy } from './said.ts';
import { SUSPECT_BYTES } from './suspects.ts';

/**
 * @param missed told of a file whose bytes were asked for and are not held
 */
export function contentsOf(
  { layers, looks, root, config }: Pick<Image, 'layers' | 'looks' | 'root' | 'config'>,
  missed: (file: FileNode, wanted: number) => void,
): ImageContents {
  return {
    layers: layers.map((report, index) => ({ ...report, bytes: looks[index]?.bytes ?? 0 })),
    command: [...config.entrypoint, ...config.cmd],
    said: saidBy(config),
    look: once(() => settled(looks, root, missed)),
  };
}

function settled(
  looks: readonly LayerLook[],
  root: DirectoryNode,
  missed: (file: FileNode, wanted: number) => void,
): ImageLook {
  return {
    directories: looks.flatMap(({ layer, directories }) =>
      directories.map((one) => {
        const seenBytes = seenOf(root, one.path, layer);
        const removedIn = seenBytes < one.bytes ? hiddenBy(root, one.path, layer) : null;
        return { ...one, layer, seenBytes, removedIn };
      }),
    ),
    suspects: looks.flatMap(({ layer, suspects }) =>
      suspects.map(({ path, file }) => ({
        path,
        layer,
        bytes: file.size,
        removedIn: hiddenBy(root, path, layer),
        head: () => {
          const wanted = Math.min(SUSPECT_BYTES, file.size);
          const bytes = bytesOf(file, wanted);
          if (bytes === null) missed(file, wanted);
          return bytes;
        },
      })),
    ),
    ...seenFiles(root),
  };
}

/** Bytes of the files of a layer that are still seen below a path. */
function seenOf(root: DirectoryNode, path: string, layer: number): number {
  const walked = walk(root, path, 'nofollow');
  return walked.end === 'reached' ? sizeOf(walked.entry.node, layer) : 0;
}

function sizeOf(node: TreeNode, layer: number): number {
  if (node.type === 'file') return node.layer === layer ? node.size : 0;
  if (node.type !== 'directory') return 0;
  let bytes = 0;
  for (const child of node.children.values()) bytes += sizeOf(child, layer);
  return bytes;
}

/** The layer that took away or wrote over what a lower one has there; null where that is still seen. */
function hiddenBy(root: DirectoryNode, path: string, layer: number): number | null {
  const walked = walk(root, path, 'nofollow');
  if (walked.end === 'reached') {
    const { node } = walked.entry;
    // Of a directory something in it is gone, and each name in it says who took it.
    if (node.type === 'directory') return lastTaker(node, layer);
    return node.layer === layer ? null : node.layer;
  }
  const { node } = walked.at.directory;
  const taker = node.type === 'directory' ? node.gone.get(walked.at.name) : undefined;
  // A directory that was deleted and made again has no memory of what it held.
  return taker ?? node.layer ?? layer;
}

/** The highest layer that took something away or wrote something below a directory. */
function lastTaker(directory: DirectoryNode, layer: number): number | null {
  let last = directory.layer !== null && directory.layer > layer ? directory.layer : null;
  const note = (by: number | null) => {
    if (by !== null && by > layer && (last === null || by > last)) last = by;
  };
  for (const by of directory.gone.values()) note(by);
  for (const child of directory.children.values())
    note(child.type === 'directory' ? lastTaker(child, layer) : child.layer);
  return last;
}

const SET_UID = 0o4000;
const STICKY = 0o1000;
const OTHERS_WRITE = 0o002;
const ANY_EXECUTE = 0o111;

/** Programs that make programs, with the prefix of their platform and their version. */
const COMPILER =
  /^(?:[\w.]+-linux-\w+-)?(?:gcc|g\+\+|cc1|cc1plus|clang(?:\+\+)?|tcc|rustc|javac|ghc)(?:-\d[\d.]*)?$/;
const OF_PROGRAMS = /\/(?:bin|lib\/gcc|libexec\/gcc)(?:\/|$)|\/pkg\/tool\/\w+$/;

/** More of them say no more. */
const MAX_SEEN = 1000;

function seenFiles(root: DirectoryNode): Pick<ImageLook, 'compilers' | 'setUid' | 'openDirectories'> {
  const compilers: SeenFile[] = [];
  const setUid: SeenFile[] = [];
  const openDirectories: SeenFile[] = [];
  const note = (list: SeenFile[], path: string, { layer }: TreeNode, bytes: number) => {
    if (list.length < MAX_SEEN) list.push({ path, bytes, layer });
  };
  const into = (directory: DirectoryNode, path: string) => {
    const holdsPrograms = OF_PROGRAMS.test(path);
    for (const [name, node] of directory.children) {
      if (node.type === 'directory') {
        const below = `${path}/${name}`;
        if ((node.mode & (OTHERS_WRITE | STICKY)) === OTHERS_WRITE) note(openDirectories, below, node, 0);
        into(node, below);
      } else if (node.type === 'file') {
        if ((node.mode & SET_UID) !== 0 && (node.mode & ANY_EXECUTE) !== 0)
          note(setUid, `${path}/${name}`, node, node.size);
        const isCompiler = holdsPrograms && (COMPILER.test(name) || isGoCompiler(path, name));
        if (isCompiler && (node.mode & ANY_EXECUTE) !== 0)
          note(compilers, `${path}/${name}`, node, node.size);
      }
    }
  };
  into(root, '');
  return { compilers, setUid, openDirectories };
}

function isGoCompiler(path: string, name: string): boolean {
  return name === 'compile' && /\/pkg\/tool\/\w+$/.test(path);
}
