import type { Behind } from './behind.ts';
import { type Option, type Options, readOptions } from './options.ts';

type Name = 'user' | 'part' | 'group' | 'groups' | 'keeps' | 'rights' | 'reset' | 'other' | 'nothing';

const valued = (name: Name): Option<Name> => ({ name, value: 'needed' });
const plain = (name: Name): Option<Name> => ({ name, value: 'none' });

/** Of util-linux 2.41. */
const OPTIONS: Options<Name> = {
  short: { d: plain('nothing'), h: plain('nothing'), V: plain('nothing') },
  long: {
    ...{ reuid: valued('user'), ruid: valued('part'), euid: valued('part') },
    ...{ rgid: valued('group'), egid: valued('group'), regid: valued('group') },
    ...{ groups: valued('groups'), 'keep-groups': plain('keeps'), 'clear-groups': plain('groups') },
    ...{ 'init-groups': plain('groups'), 'reset-env': plain('reset') },
    ...{ 'no-new-privs': plain('rights'), nnp: plain('rights'), securebits: valued('rights') },
    ...{ 'inh-caps': valued('rights'), 'ambient-caps': valued('rights'), 'bounding-set': valued('rights') },
    ...{ 'selinux-label': valued('other'), 'apparmor-profile': valued('other') },
    ...{ pdeathsig: valued('other'), ptracer: valued('other') },
    ...{ 'landlock-access': valued('other'), 'landlock-rule': valued('other') },
    ...{ 'seccomp-filter': valued('other') },
    ...{ dump: plain('nothing'), 'list-caps': plain('nothing') },
    ...{ help: plain('nothing'), version: plain('nothing') },
  },
};

/** PATH that `--reset-env` sets, for users and for root. */
const PATHS = [
  '/usr/local/bin:/bin:/usr/bin',
  '/usr/local/sbin:/usr/local/bin:/sbin:/bin:/usr/sbin:/usr/bin',
];

interface SetprivCommand {
  readonly words: readonly string[];
  /** By the names of its options here. */
  readonly options: ReadonlyMap<Name, string>;
}

function setprivCommand(given: readonly string[]): SetprivCommand | null {
  const options = new Map<Name, string>();
  const read = readOptions(given, OPTIONS, (name, value) => {
    options.set(name, value);
    return name !== 'nothing';
  });
  return read.kind === 'read' && read.words.length > 0 ? { words: read.words, options } : null;
}

/** `setpriv --reuid=1000 --clear-groups CMD` */
export function behindSetpriv(given: readonly string[]): Behind | null {
  const command = setprivCommand(given);
  if (command === null || setprivLacks(given) !== null) return null;
  const { words, options } = command;
  const user = options.get('user');
  // Which rights are left to it depends on more than its user then.
  const isPlain = !options.has('part') && !options.has('rights');
  const isUser = user !== undefined || options.has('part');
  const path = user === undefined || /^(?:0|root)$/.test(user) ? PATHS[1] : PATHS[0];
  return {
    words,
    by: 'setpriv',
    usesShell: true,
    otherUser: isUser || options.has('group') || options.has('groups'),
    ...(isPlain && user !== undefined ? { user } : {}),
    ...(options.has('reset') && path !== undefined
      ? { path, environment: { clears: true, unset: [], sets: new Map([['PATH', path]]) } }
      : {}),
  };
}

/** What else it asks for and does not start anything without; null: nothing. */
export function setprivLacks(given: readonly string[]): string | null {
  const options = setprivCommand(given)?.options;
  return options?.has('group') && !options.has('groups') && !options.has('keeps')
    ? '--clear-groups, --keep-groups, --init-groups or --groups'
    : null;
}

/** Whom and which group it becomes, and whether it sets the other groups; null where it starts nothing. */
export function setprivChanges(
  given: readonly string[],
): { readonly user: string | null; readonly group: string | null; readonly groups: boolean } | null {
  const options = setprivCommand(given)?.options;
  return options === undefined
    ? null
    : {
        user: options.get('user') ?? null,
        group: options.get('group') ?? null,
        groups: options.has('groups'),
      };
}
