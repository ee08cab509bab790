import { trimEndOf } from '../../../src/core/text/trim.ts';
import type { Kind } from '../kinds.ts';
import type { ImagePolicy } from '../policy.ts';

/** What a policy says of something that is left: nothing of it is told, it is an error, or neither. */
export function askedOf(
  kind: Kind,
  path: string,
  { leftovers }: Pick<ImagePolicy, 'leftovers'>,
): 'allowed' | 'forbidden' | null {
  const names = (list: readonly string[] = []) =>
    list.some((one) => one === kind || (one.startsWith('/') && isBelow(path, one)));
  if (names(leftovers.forbidden)) return 'forbidden';
  return names(leftovers.allowed) ? 'allowed' : null;
}

function isBelow(path: string, place: string): boolean {
  const at = trimEndOf(place, '/');
  return path === at || path.startsWith(`${at}/`);
}
