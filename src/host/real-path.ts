import type { Host, Result } from './host.ts';
import { fail, ok } from './result.ts';

/** As many links as the kernel follows (path_resolution(7)). */
const MAX_LINKS = 40;

/**
 * An absolute path with every link replaced, as realpath(3) does: ENOENT where a part is missing, ELOOP
 * after 40 links, EINVAL for a relative path.
 */
export function realPath(host: Host, path: string): Result<string> {
  if (!path.startsWith('/')) return fail('EINVAL');
  let rest = parts(path);
  let at = '';
  for (let links = 0; rest.length > 0; ) {
    const [name = '', ...after] = rest;
    rest = after;
    if (name === '..') {
      at = at.slice(0, Math.max(0, at.lastIndexOf('/')));
      continue;
    }
    const next = `${at}/${name}`;
    const stat = host.lstat(next);
    if (!stat.ok) return stat;
    if (stat.value.type !== 'symlink') {
      at = next;
      continue;
    }
    if (++links > MAX_LINKS) return fail('ELOOP');
    const target = host.readlink(next);
    if (!target.ok) return target;
    if (target.value.startsWith('/')) at = '';
    rest = [...parts(target.value), ...rest];
  }
  return ok(at === '' ? '/' : at);
}

function parts(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}
