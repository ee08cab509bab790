import type { Dirent, Stats } from 'node:fs';
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

export function typeOf(s: Stats | Dirent): FileType {
  if (s.isSymbolicLink()) return 'symlink';
  if (s.isFile()) return 'file';
  if (s.isDirectory()) return 'directory';
  if (s.isFIFO()) return 'fifo';
  if (s.isSocket()) return 'socket';
  if (s.isCharacterDevice()) return 'char-device';
  if (s.isBlockDevice()) return 'block-device';
  return 'unknown';
}
