import { type Found, findOnPath } from './find-program.ts';
import type { Host } from './host.ts';

/** The go command: on PATH, then in $GOROOT/bin, then where the official images and tarballs put it. */
export function findGo(host: Host): Found | null {
  const onPath = findOnPath(host, 'go');
  if (onPath !== null) return { path: onPath, via: 'PATH' };
  const goroot = host.env.GOROOT;
  if (goroot?.startsWith('/')) {
    const path = `${goroot.replace(/\/+$/, '')}/bin/go`;
    if (isFile(host, path)) return { path, via: 'GOROOT' };
  }
  const standard = '/usr/local/go/bin/go';
  return isFile(host, standard) ? { path: standard, via: '/usr/local/go' } : null;
}

function isFile(host: Host, path: string): boolean {
  const stat = host.stat(path);
  return stat.ok && stat.value.type === 'file';
}
