import type { Behind } from './behind.ts';
import { usualGrammar } from './grammar/grammars.ts';
import { readOptions } from './grammar/options.ts';

/** `chroot --userspec=USER:GROUP / CMD` or another root; null where it starts nothing. */
export function behindChroot(given: readonly string[]): Behind | null {
  const options = new Map<string, string>();
  const read = readOptions(given, usualGrammar('chroot'), ({ name, value }) => {
    options.set(name, value);
    return true;
  });
  if (read.kind !== 'read') return null;
  const [root = '', ...words] = read.words;
  if (root === '' || words.length === 0) return null;
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
