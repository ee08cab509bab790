import type { Ignorance } from '../../core/reason.ts';
import type { FsFailure } from '../file.ts';
import type { Host } from '../host.ts';
import { sha256Of } from '../posix/sha256-of.ts';
import { LazyChildren } from './lazy-children.ts';
import {
  type Digest,
  type DirectoryNode,
  directoryNode,
  type FileNode,
  fileNode,
  type Given,
  linkNode,
  specialNode,
  type TreeNode,
} from './node.ts';

/** A tree of what a host shows, without the bytes of its files, and where each file that was listed is. */
export interface TreeOfHost {
  readonly tree: DirectoryNode;
  readonly places: ReadonlyMap<FileNode, string>;
}

/**
 * What there is below `/`: names, types, owners, modes, links. A directory is listed when somebody first looks into it;
 * what cannot be looked at is unknown, with the reason. Access lists are not read.
 */
export function treeOfHost(host: Host): TreeOfHost {
  const places = new Map<FileNode, string>();
  const inodes = new Map<string, FileNode>();
  const nodeAt = (path: string): TreeNode | null => {
    const found = host.lstat(path);
    if (!found.ok)
      return found.error.code === 'ENOENT' ? null : directoryNode({ unknown: whyOf(found.error) });
    const { type, mode, uid, gid, modifiedMs, size, dev, ino } = found.value;
    const given = { mode, uid, gid, modifiedMs };
    if (type === 'directory') return directoryAt(path, given);
    if (type === 'symlink') {
      const link = host.readlink(path);
      return linkNode(link.ok ? link.value : '', given);
    }
    if (type !== 'file') return specialNode(type, given);
    const node =
      inodes.get(`${dev}:${ino}`) ??
      fileNode(Buffer.alloc(0), { ...given, size, capability: () => host.fileCapabilities?.(path) });
    inodes.set(`${dev}:${ino}`, node);
    places.set(node, path);
    return node;
  };
  const directoryAt = (path: string, given: Given): DirectoryNode => {
    const names = host.readdir(path);
    if (!names.ok) return directoryNode({ ...given, unknown: whyOf(names.error) });
    const children = LazyChildren.of(function* () {
      for (const name of names.value) {
        const child = nodeAt(path === '/' ? `/${name}` : `${path}/${name}`);
        if (child !== null) yield [name, child] as const;
      }
    });
    return { ...directoryNode(given), children };
  };
  const top = nodeAt('/');
  return { tree: top?.type === 'directory' ? top : directoryNode(), places };
}

function whyOf({ code, why }: FsFailure): Ignorance {
  return (why as Ignorance | undefined) ?? { code: 'errno', data: { errno: code } };
}

/** Reads what was missed: of each file as many bytes as are wanted. False where nothing came of it. */
export function loadFrom(
  host: Host,
  places: ReadonlyMap<FileNode, string>,
  missed: ReadonlyMap<FileNode, number>,
): boolean {
  let loaded = false;
  for (const [file, wanted] of missed) {
    const path = places.get(file);
    if (path !== undefined && file.digest?.sha256 === null)
      loaded = digest(host, path, file.digest) || loaded;
    const read = path === undefined ? null : host.readHead(path, Math.min(wanted, file.size));
    if (read === null || !read.ok || read.value.length <= file.kept.length) continue;
    file.kept = read.value;
    loaded = true;
  }
  return loaded;
}

function digest(host: Host, path: string, into: Digest): boolean {
  const hash = sha256Of(host, path);
  if (hash.ok) into.sha256 = hash.value;
  return hash.ok;
}
