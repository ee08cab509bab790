import { isUnder } from '../posix/mounts.ts';
import { graft } from '../tree/graft.ts';
import { type DirectoryNode, directoryNode } from '../tree/node.ts';
import { walk } from '../tree/resolve.ts';
import type { Line } from './manifest/field.ts';
import type { Trouble } from './model/trouble.ts';
import type { Mounted } from './volumes/mounting.ts';

interface Placed {
  readonly root: DirectoryNode;
  readonly trouble: Trouble | null;
}

/** The working directory, which runc makes where it is missing; the root is not read-only yet. */
export function withWorkingDirectory(
  root: DirectoryNode,
  mounted: readonly Mounted[],
  cwd: string,
  at: Line,
): Placed {
  const found = walk(root, cwd, 'follow');
  const broken = (why: string): Placed => ({
    root,
    trouble: { kind: 'directory', reason: 'StartError', message: `mkdir ${cwd}: ${why}`, at },
  });
  if (found.end === 'reached')
    return found.entry.node.type === 'directory' ? { root, trouble: null } : broken('not a directory');
  if (found.code === 'ENOTDIR') return broken('not a directory');
  if (found.code !== 'ENOENT') return { root, trouble: null };
  const { path } = found.at.directory;
  const on = mounted.findLast(({ place }) => isUnder(path, place));
  if (on?.readOnly === true) return broken('read-only file system');
  return { root: graft(root, cwd, directoryNode()).root, trouble: null };
}
