import type { Behind } from '../behind.ts';
import { givenTo } from '../grammar/given.ts';

/** Options of unshare(1) and nsenter(1) with which it makes or enters a namespace; `U` is that of users. */
const KINDS = ['m', 'u', 'i', 'n', 'p', 'C', 'T'];

/** With these it is another one among the users there, whose rights nobody knows. */
const MAPPED = ['U', 'r', 'c', 'map-user', 'map-users', 'map-group', 'map-groups', 'map-auto', 'map-subids'];

/** `unshare -m --root DIR CMD` */
export function behindUnshare(rest: readonly string[]): Behind | null {
  const given = givenTo('unshare', rest);
  if (given === null || given.words.length === 0) return null;
  const { words, options } = given;
  const user = options.get('S');
  const root = options.get('R');
  return {
    words,
    by: 'unshare',
    usesShell: true,
    otherUser: ['S', 'G', ...MAPPED].some((name) => options.has(name)),
    ...(user === undefined || isMapped(options) ? {} : { user }),
    ...(root === undefined ? {} : { root, directory: '/' }),
    ...(options.has('w') ? { directory: options.get('w') ?? '/' } : {}),
  };
}

/** `nsenter -t 1 -n CMD`; null where it enters another root, of which nothing is known. */
export function behindNsenter(rest: readonly string[]): Behind | null {
  const given = givenTo('nsenter', rest);
  if (given === null || given.words.length === 0) return null;
  const { words, options } = given;
  if (['a', 'm', 'U', 'r', 'w', 'W', 'e'].some((name) => options.has(name))) return null;
  const user = options.get('S');
  return {
    words,
    by: 'nsenter',
    usesShell: true,
    otherUser: options.has('S') || options.has('G'),
    ...(user === undefined ? {} : { user }),
  };
}

function isMapped(options: ReadonlyMap<string, string>): boolean {
  return MAPPED.some((name) => options.has(name));
}

/** It makes or enters a namespace for which CAP_SYS_ADMIN is needed. */
export function needsAdmin(by: 'unshare' | 'nsenter', rest: readonly string[]): boolean {
  const options = givenTo(by, rest)?.options;
  if (options === undefined || isMapped(options)) return false;
  return KINDS.some((name) => options.has(name)) || options.has('mount-proc') || options.has('a');
}
