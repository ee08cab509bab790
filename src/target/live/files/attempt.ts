import { constants, type Dirent, type Stats } from 'node:fs';
import type { FileType, FsFailure, Result } from '../../file.ts';
import { ok } from '../../result.ts';

/** A file call whose failure is data. */
export function attempt<T>(call: () => T): Result<T> {
  try {
    return ok(call());
  } catch (error) {
    return { ok: false, error: failure(error) };
  }
}

export function failure(error: unknown): FsFailure {
  // A path with a NUL byte never reaches the kernel (ERR_INVALID_ARG_VALUE): no such file can exist.
  const code = (error as NodeJS.ErrnoException).code ?? 'EIO';
  return { code: code === 'ERR_INVALID_ARG_VALUE' ? 'ENOENT' : code };
}

/** inode(7): the type in a mode. By number and not by Stats' methods: a store has hundreds of files to ask. */
const TYPES: ReadonlyMap<number, FileType> = new Map([
  [constants.S_IFREG, 'file'],
  [constants.S_IFDIR, 'directory'],
  [constants.S_IFLNK, 'symlink'],
  [constants.S_IFIFO, 'fifo'],
  [constants.S_IFSOCK, 'socket'],
  [constants.S_IFCHR, 'char-device'],
  [constants.S_IFBLK, 'block-device'],
]);

export function typeOf({ mode }: Pick<Stats, 'mode'>): FileType {
  return TYPES.get(mode & constants.S_IFMT) ?? 'unknown';
}

/** The type that the directory itself names. */
export function listedType(s: Dirent): FileType {
  if (s.isSymbolicLink()) return 'symlink';
  if (s.isFile()) return 'file';
  if (s.isDirectory()) return 'directory';
  if (s.isFIFO()) return 'fifo';
  if (s.isSocket()) return 'socket';
  if (s.isCharacterDevice()) return 'char-device';
  if (s.isBlockDevice()) return 'block-device';
  return 'unknown';
}
