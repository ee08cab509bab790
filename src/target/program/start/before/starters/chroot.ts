import type { Behind } from '../behind.ts';
import { givenTo } from '../grammar/given.ts';

/** `chroot --userspec=USER:GROUP / CMD` or another root; null where it starts nothing. */
export function behindChroot(given: readonly string[]): Behind | null {
  const read = givenTo('chroot', given);
  const [root = '', ...words] = read?.words ?? [];
  if (read === null || root === '' || words.length === 0) return null;
  const { options } = read;
  const isOwn = /^\/[/.]*$/.test(root);
  // It may stay where it is in its own root alone.
  if (!isOwn && options.has('skip-chdir')) return null;
  // A plus in front of it: a number, whoever has it for a name.
  const user = options
    .get('userspec')
    ?.split(':', 1)[0]
    ?.replace(/^\+(?=\d)/, '');
  return {
    words,
    by: 'chroot',
    usesShell: true,
    otherUser: options.has('userspec') || options.has('groups'),
    ...(user ? { user } : {}),
    ...(isOwn ? {} : { root }),
    ...(options.has('skip-chdir') ? {} : { directory: '/' }),
  };
}
