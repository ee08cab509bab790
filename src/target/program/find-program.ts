import { trimEndOf } from '../../core/text/trim.ts';
import { isFile } from '../file-type.ts';
import type { Host } from '../host.ts';

export interface Found {
  readonly path: string;
  /** Where the search met it: `PATH`, `GOROOT` or `/usr/local/go`. */
  readonly via: string;
}

/** The directories of PATH that may be searched: empty and relative entries depend on the working directory. */
export function pathDirectories(path: string | undefined): readonly string[] {
  return [...new Set((path ?? '').split(':').filter((entry) => entry.startsWith('/')))];
}

/**
 * The first file of that name on PATH that this process may execute, as execvp(3) searches; where none
 * may be executed, the first file at all, so that the caller can say why it cannot run.
 */
export function findOnPath(host: Host, name: string, path = host.env.PATH): string | null {
  let unusable: string | null = null;
  for (const directory of pathDirectories(path)) {
    const candidate = inDirectory(directory, name);
    if (!isFile(host, candidate)) continue;
    if (host.access(candidate, 'execute').ok) return candidate;
    unusable ??= candidate;
  }
  return unusable;
}

export function inDirectory(directory: string, name: string): string {
  return `${trimEndOf(directory, '/')}/${name}`;
}
