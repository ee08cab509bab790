import { type FSWatcher, watch } from 'node:fs';
import type { Watcher, Watching } from '../../resident.ts';

/** More of them say no more, and each is a watch of the user's (fs.inotify.max_user_watches). */
const MAX_DIRECTORIES = 256;

/**
 * Is told of changes by inotify(7), one instance for all. The number of instances is limited per user and across
 * containers, and some file systems tell of nothing: whoever relies on it looks by itself from time to time.
 */
export function watchDirectories(changed: (directory: string, name: string | null) => void): Watcher {
  const held = new Map<string, FSWatcher>();
  const drop = (directory: string) => {
    held.get(directory)?.close();
    held.delete(directory);
  };
  const add = (directory: string): string | null => {
    try {
      const watcher = watch(directory, { persistent: false }, (_, name) => {
        changed(directory, name);
      });
      // A directory that is gone takes its watch along: the next look asks for it anew.
      watcher.on('error', () => drop(directory));
      held.set(directory, watcher);
      return null;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? 'EIO';
    }
  };
  return {
    set: (directories) => {
      const wanted = new Set(directories);
      for (const directory of [...held.keys()]) if (!wanted.has(directory)) drop(directory);
      let refused: Watching['refused'] = null;
      for (const directory of [...wanted].slice(0, MAX_DIRECTORIES)) {
        if (held.has(directory)) continue;
        refused = add(directory) ?? refused;
        if (refused === 'EMFILE' || refused === 'ENOSPC') break;
      }
      return { watched: held.size, wanted: wanted.size, refused };
    },
    close: () => {
      for (const directory of [...held.keys()]) drop(directory);
    },
  };
}
