import { trimEndOf } from '../core/trim.ts';
import type { Host } from './host.ts';
import { isUnknown } from './result.ts';

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

/** A regular file, or a link that leads to one. */
export function isFile(host: Host, path: string): boolean {
  const stat = host.stat(path);
  return stat.ok && stat.value.type === 'file';
}

/** Surely not there, or of another type: what may not be looked at may be there. */
export function lacks(host: Host, path: string, type: 'file' | 'directory'): boolean {
  const stat = host.stat(path);
  return stat.ok ? stat.value.type !== type : !isUnknown(stat.error);
}

/** errno name with which a path is no directory: ENOTDIR of another file; null of a directory. */
export function whyNoDirectory(host: Host, path: string): string | null {
  const stat = host.stat(path);
  if (!stat.ok) return stat.error.code;
  return stat.value.type === 'directory' ? null : 'ENOTDIR';
}

export function isDirectory(host: Host, path: string): boolean {
  const stat = host.stat(path);
  return stat.ok && stat.value.type === 'directory';
}
