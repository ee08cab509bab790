import type { Host } from './host.ts';
import { parentOf } from './posix/walk-path.ts';

/** What a file system has none left of. */
export type Lack = 'blocks' | 'inodes';

/** In words: `free block`. */
export const LACK_WORDS: Readonly<Record<Lack, string>> = { blocks: 'free block', inodes: 'free inode' };

/**
 * What the file system of a path has none left of for this user; of a path that is not there, that of the
 * directory above it. Null where there is room, or where nobody can tell.
 */
export function lackOf(host: Host, path: string): Lack | null {
  let at = path;
  let room = host.statfs(at);
  while (!room.ok && room.error.code === 'ENOENT' && at !== '/') {
    at = parentOf(at);
    room = host.statfs(at);
  }
  if (!room.ok) return null;
  const { blocks, free, available, files, freeFiles } = room.value;
  const left = host.ids.euid === 0 ? free : available;
  if (blocks > 0 && left === 0) return 'blocks';
  // File systems without a fixed number of inodes say 0 of 0.
  return files > 0 && freeFiles === 0 ? 'inodes' : null;
}
