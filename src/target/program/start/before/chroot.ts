import type { Behind } from './behind.ts';
import { type Options, readOptions } from './options.ts';

type Name = 'user' | 'groups' | 'stays' | 'nothing';

/** Of GNU coreutils. */
const OPTIONS: Options<Name> = {
  short: {},
  long: {
    userspec: { name: 'user', value: 'needed' },
    groups: { name: 'groups', value: 'needed' },
    'skip-chdir': { name: 'stays', value: 'none' },
    help: { name: 'nothing', value: 'none' },
    version: { name: 'nothing', value: 'none' },
  },
};

/** `chroot --userspec=USER:GROUP / CMD`; null where the root is another one, of which nothing is known. */
export function behindChroot(given: readonly string[]): Behind | null {
  const options = new Map<Name, string>();
  const read = readOptions(given, OPTIONS, (name, value) => {
    options.set(name, value);
    return name !== 'nothing';
  });
  if (read.kind !== 'read') return null;
  const [root = '', ...words] = read.words;
  if (!/^\/[/.]*$/.test(root) || words.length === 0) return null;
  // A plus in front of it: a number, whoever has it for a name.
  const user = options
    .get('user')
    ?.split(':', 1)[0]
    ?.replace(/^\+(?=\d)/, '');
  return {
    words,
    by: 'chroot',
    usesShell: true,
    otherUser: options.has('user') || options.has('groups'),
    ...(user ? { user } : {}),
    ...(options.has('stays') ? {} : { directory: '/' }),
  };
}
