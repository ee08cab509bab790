import type { Behind } from '../behind.ts';
import { type Given, givenTo } from '../grammar/given.ts';

/** PATH that `--reset-env` sets, for users and for root. */
const PATHS = [
  '/usr/local/bin:/bin:/usr/bin',
  '/usr/local/sbin:/usr/local/bin:/sbin:/bin:/usr/sbin:/usr/bin',
];

function setprivCommand(given: readonly string[]): Given | null {
  const command = givenTo('setpriv', given);
  return command === null || command.words.length === 0 ? null : command;
}

/** What part of the user, or which rights, it changes: what is left to it depends on more than its user then. */
const PARTS = ['ruid', 'euid'];
const RIGHTS = ['no-new-privs', 'securebits', 'inh-caps', 'ambient-caps', 'bounding-set'];
const GROUP = ['regid', 'rgid', 'egid'];
const GROUPS = ['groups', 'clear-groups', 'init-groups'];

/** `setpriv --reuid=1000 --clear-groups CMD` */
export function behindSetpriv(given: readonly string[]): Behind | null {
  const command = setprivCommand(given);
  if (command === null) return null;
  const { words, options } = command;
  const has = (names: readonly string[]) => names.some((name) => options.has(name));
  const user = options.get('reuid');
  const isPlain = !has(PARTS) && !has(RIGHTS);
  const isUser = user !== undefined || has(PARTS);
  const path = user === undefined || /^(?:0|root)$/.test(user) ? PATHS[1] : PATHS[0];
  return {
    words,
    by: 'setpriv',
    usesShell: true,
    otherUser: isUser || has(GROUP) || has(GROUPS),
    ...(isPlain && user !== undefined ? { user } : {}),
    ...(options.has('reset-env') && path !== undefined
      ? { path, environment: { clears: true, unset: [], sets: new Map([['PATH', path]]) } }
      : {}),
  };
}

/** Whom and which group it becomes, and whether it sets the other groups; null where it starts nothing. */
export function setprivChanges(
  given: readonly string[],
): { readonly user: string | null; readonly group: string | null; readonly groups: boolean } | null {
  const options = setprivCommand(given)?.options;
  return options === undefined
    ? null
    : {
        user: options.get('reuid') ?? null,
        group: GROUP.map((name) => options.get(name)).find((name) => name !== undefined) ?? null,
        groups: GROUPS.some((name) => options.has(name)),
      };
}
