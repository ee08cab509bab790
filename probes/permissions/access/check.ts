import type { AccessMode, FileType } from '../../../src/target/file.ts';
import { walkPath } from '../../../src/target/posix/walk-path.ts';
import type { Need } from '../policy.ts';
import type { Files } from './memo.ts';

/** Where and how the system says no. */
export interface Refusal {
  /** What was tried there; null where it did not come to a try: missing, or of the wrong kind. */
  readonly tried: AccessMode | null;
  /** errno name; EEXIST: a link to nothing stands where a directory would have to be made. */
  readonly code: string;
  /** What refuses: the file, or the directory on the way to it; without links where it is there. */
  readonly at: string;
  /** It is the path itself that refuses, not something on the way to it. */
  readonly itself: boolean;
  /** The link that leads there, where a link does. */
  readonly link: string | null;
}

/** Tries what the need asks for; null when it is granted, or nobody can know. */
export function tryNeed(files: Files, path: string, need: Need, directory: boolean): Refusal | null {
  const refusal = attempt(files, path, need, directory);
  return refusal?.code === 'NOT_KNOWN' ? null : refusal;
}

function attempt(files: Files, path: string, need: Need, directory: boolean): Refusal | null {
  const stat = files.stat(path);
  if (!stat.ok) return refusedOnTheWay(files, path, need);
  const { type } = stat.value;
  if (directory && type !== 'directory')
    return { tried: null, code: 'ENOTDIR', at: path, itself: true, link: null };
  return tryModes(files, path, modesFor(need, type), true);
}

/** A directory is used by searching it: to write it means to make entries. */
function modesFor(need: Need, type: FileType): readonly AccessMode[] {
  const directory = type === 'directory';
  if (need === 'execute') return [directory ? 'search' : 'execute'];
  const mode = need === 'read' ? 'read' : 'write';
  return directory ? ['search', mode] : [mode];
}

function tryModes(files: Files, path: string, modes: readonly AccessMode[], itself: boolean): Refusal | null {
  for (const tried of modes) {
    const access = files.access(path, tried);
    if (access.ok) continue;
    const walk = walkPath(files, path);
    return {
      tried,
      code: access.error.code,
      at: walk.end === 'found' ? walk.real : path,
      itself,
      link: null,
    };
  }
  return null;
}

/** The path itself cannot be reached: which of its ancestors is to blame, or could it be made? */
function refusedOnTheWay(files: Files, path: string, need: Need): Refusal | null {
  const walk = walkPath(files, path);
  // Somebody made it in this moment.
  if (walk.end === 'found') return null;
  const { error, entry, directory, link } = walk;
  const itself = false;
  if (error.code === 'EACCES') return { tried: 'search', code: 'EACCES', at: directory, itself, link };
  if (need !== 'create' || error.code !== 'ENOENT')
    return { tried: null, code: error.code, at: entry, itself, link };
  // mkdir(2) does not follow a link that leads nowhere: the name is taken.
  if (link !== null) return { tried: null, code: 'EEXIST', at: link, itself, link };
  return tryModes(files, directory, ['search', 'write'], false);
}
