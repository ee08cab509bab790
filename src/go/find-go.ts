import { isFile } from '../target/file-type.ts';
import type { Host } from '../target/host.ts';
import { type Found, findOnPath, inDirectory } from '../target/program/find-program.ts';

/** Where the official images and the instructions of go.dev/doc/install put Go. */
export const STANDARD_GOROOT = '/usr/local/go';

/**
 * The go command: on PATH, then in $GOROOT/bin, then in the standard place. A file on PATH that may not
 * be executed wins over a good one elsewhere: it is what the user's own `go` would meet.
 */
export function findGo(host: Host): Found | null {
  const onPath = findOnPath(host, 'go');
  if (onPath !== null) return { path: onPath, via: 'PATH' };
  const goroot = host.env.GOROOT;
  if (goroot?.startsWith('/')) {
    const path = inDirectory(goroot, 'bin/go');
    if (isFile(host, path)) return { path, via: 'GOROOT' };
  }
  const standard = `${STANDARD_GOROOT}/bin/go`;
  return isFile(host, standard) ? { path: standard, via: STANDARD_GOROOT } : null;
}
