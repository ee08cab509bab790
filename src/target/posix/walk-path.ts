import type { FsFailure, Stat } from '../file.ts';
import type { Host } from '../host.ts';
import { fail } from '../result.ts';
import { MAX_LINKS } from './path-limits.ts';

/** Where the way along a path ends. */
export type Walk =
  | { readonly end: 'found'; readonly real: string; readonly stat: Stat }
  | {
      readonly end: 'stopped';
      readonly error: FsFailure;
      /** The entry that cannot be had: missing, of the wrong kind, or in a directory that may not be searched. */
      readonly entry: string;
      /** The directory (or what stands in its place) in which the entry is looked for; without links. */
      readonly directory: string;
      /** Set where the entry is the target of a link that leads nowhere. */
      readonly link: string | null;
      /** The entry is the last of the path: everything above it is there. */
      readonly last: boolean;
    };

/**
 * Follows an absolute path entry by entry as the kernel does, links included. The kernel says only that it
 * failed; this says where.
 */
export function walkPath(host: Pick<Host, 'lstat' | 'readlink'>, path: string): Walk {
  let directory = '/';
  let queue = names(path);
  let links = 0;
  /** The link that is being followed, and how many entries lie behind it. */
  let link: { readonly path: string; readonly behind: number } | null = null;
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const entry = name === '..' ? parentOf(directory) : join(directory, name);
    // `..` is looked up by its name, so that the permission to search the directory counts.
    const stat = host.lstat(name === '..' ? join(directory, name) : entry);
    let error: FsFailure | null = stat.ok ? null : stat.error;
    if (stat.ok && stat.value.type === 'symlink') {
      const target = ++links > MAX_LINKS ? fail<string>('ELOOP') : host.readlink(entry);
      if (target.ok) {
        link = { path: entry, behind: queue.length };
        queue = [...names(target.value), ...queue];
        if (target.value.startsWith('/')) directory = '/';
        continue;
      }
      error = target.error;
    } else if (stat.ok && queue.length > 0 && stat.value.type !== 'directory') {
      error = { code: 'ENOTDIR' };
    }
    if (error !== null) {
      const followed = link !== null && queue.length >= link.behind ? link.path : null;
      return { end: 'stopped', error, entry, directory, link: followed, last: queue.length === 0 };
    }
    directory = entry;
  }
  const stat = host.lstat(directory);
  return stat.ok
    ? { end: 'found', real: directory, stat: stat.value }
    : { end: 'stopped', error: stat.error, entry: directory, directory, link: null, last: true };
}

function names(path: string): string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

/** The directory in which a path lies; `/` lies in itself. */
export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function join(directory: string, name: string): string {
  return directory === '/' ? `/${name}` : `${directory}/${name}`;
}
