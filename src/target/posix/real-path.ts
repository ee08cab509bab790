import type { Result } from '../file.ts';
import type { Host } from '../host.ts';
import { ok } from '../result.ts';
import { walkPath } from './walk-path.ts';

/** An absolute path with every link replaced, as realpath(3) does. */
export function realPath(host: Pick<Host, 'lstat' | 'readlink'>, path: string): Result<string> {
  const walk = walkPath(host, path);
  return walk.end === 'found' ? ok(walk.real) : { ok: false, error: walk.error };
}

/** The same, or the path as it is where it cannot be followed to its end. */
export function realOr(host: Pick<Host, 'lstat' | 'readlink'>, path: string): string {
  const real = realPath(host, path);
  return real.ok ? real.value : path;
}
