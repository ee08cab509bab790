import type { Host } from './host.ts';
import { isUnknown } from './result.ts';

/** A regular file, or a link that leads to one. */
export function isFile(host: Host, path: string): boolean {
  const stat = host.stat(path);
  return stat.ok && stat.value.type === 'file';
}

export function isDirectory(host: Host, path: string): boolean {
  const stat = host.stat(path);
  return stat.ok && stat.value.type === 'directory';
}

/** errno name with which a path is no directory: ENOTDIR of another file; null of a directory. */
export function whyNoDirectory(host: Host, path: string): string | null {
  const stat = host.stat(path);
  if (!stat.ok) return stat.error.code;
  return stat.value.type === 'directory' ? null : 'ENOTDIR';
}

/** Surely not there, or of another type: what may not be looked at may be there. */
export function lacks(host: Host, path: string, type: 'file' | 'directory'): boolean {
  const stat = host.stat(path);
  return stat.ok ? stat.value.type !== type : !isUnknown(stat.error);
}
