import type { Host } from './host.ts';

export interface Found {
  readonly path: string;
  /** Where the search met it, such as `PATH` or `/usr/local/go/bin`. */
  readonly via: string;
}

/** The directories of PATH that may be searched: empty and relative entries depend on the working directory. */
export function pathDirectories(path: string | undefined): readonly string[] {
  return (path ?? '').split(':').filter((entry) => entry.startsWith('/'));
}

/**
 * The first executable file of that name on PATH; where none may be executed, the first file at all,
 * so that the caller can say why it cannot run.
 */
export function findOnPath(host: Host, name: string, path = host.env.PATH): string | null {
  let unusable: string | null = null;
  for (const directory of pathDirectories(path)) {
    const candidate = `${directory.replace(/\/+$/, '')}/${name}`;
    const stat = host.stat(candidate);
    if (!stat.ok || stat.value.type !== 'file') continue;
    if ((stat.value.mode & 0o111) !== 0) return candidate;
    unusable ??= candidate;
  }
  return unusable;
}
