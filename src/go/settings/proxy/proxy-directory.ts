import type { Host } from '../../../target/host.ts';

/** The directory of a file:// URL; null for other proxies. */
export function directoryOf(url: string): string | null {
  const [, path] = /^file:\/\/(\/.*)$/i.exec(url) ?? [];
  if (path === undefined) return null;
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Why go finds nothing in the directory of a proxy; null where it can look into it. */
export function whyNotReadable(host: Host, path: string): 'missing' | 'no-directory' | 'unreadable' | null {
  const stat = host.stat(path);
  if (!stat.ok) return stat.error.code === 'EACCES' ? 'unreadable' : 'missing';
  if (stat.value.type !== 'directory') return 'no-directory';
  return host.access(path, 'search').ok ? null : 'unreadable';
}
