import type { Behind, ShellOf } from './behind.ts';
import { usualGrammar } from './grammar/grammars.ts';
import { readOptions } from './grammar/options.ts';
import { nameOf } from './name.ts';
import { behindShell, isShell } from './shell.ts';
import { behindChroot } from './starters/chroot.ts';
import { envCommand } from './starters/env.ts';
import { behindDashes, behindGoFlags } from './starters/launchers.ts';
import { behindSetpriv } from './starters/setpriv.ts';
import { OWN_WAYS } from './starters/starters.ts';
import { behindSu } from './starters/su.ts';

/** Programs that start what stands behind their options, and how many words stand in front of it. */
const STARTERS: Readonly<Record<string, number>> = {
  ...{ tini: 0, 'tini-static': 0, 'docker-init': 0, 'dumb-init': 0, catatonit: 0 },
  ...{ nohup: 0, nice: 0, ionice: 0, setsid: 0, stdbuf: 0, prlimit: 0, timeout: 1, taskset: 1, chrt: 1 },
  ...{ gosu: 1, 'su-exec': 1 },
  ...{ time: 0, numactl: 0, choom: 0, 'dbus-run-session': 0 },
};

/** The word in front of it names the user. */
const BY_USER = ['gosu', 'su-exec'];

/** What it starts runs as the user who starts it, and with the rights of that one. */
export function keepsUser(by: string): boolean {
  return by === 'env' || isShell(by) || (Object.hasOwn(STARTERS, by) && !BY_USER.includes(by));
}

/**
 * Null where the program is the application itself, or what it starts cannot be told from its words.
 *
 * @param shellOf asked by su and runuser
 * @param env of whoever starts it
 */
export function behind(
  words: readonly string[],
  shellOf: ShellOf = () => null,
  env: Readonly<Record<string, string>> = {},
): Behind | null {
  const [first = '', ...rest] = words;
  const by = nameOf(first);
  if (by === 'env') return behindEnv(rest);
  if (by === 'setpriv') return behindSetpriv(rest);
  if (by === 'chroot') return behindChroot(rest);
  if (by === 'su' || by === 'runuser') return behindSu(by, rest, shellOf);
  if (isShell(first)) return behindShell(first, rest);
  if (Object.hasOwn(STARTERS, by)) return behindOptions(by, rest);
  const own = Object.hasOwn(OWN_WAYS, by) ? OWN_WAYS[by] : undefined;
  return own === undefined ? (behindDashes(by, rest) ?? behindGoFlags(by, rest)) : own(rest, env, by);
}

function behindOptions(by: string, given: readonly string[]): Behind | null {
  const isByUser = BY_USER.includes(by);
  // Nothing is an option to them.
  const read = isByUser ? ({ kind: 'read', words: given } as const) : readOptions(given, usualGrammar(by));
  if (read.kind !== 'read') return null;
  const words = read.words.slice(STARTERS[by]);
  const [user] = read.words;
  if (words.length === 0) return null;
  return {
    words,
    by,
    usesShell: by !== 'gosu',
    otherUser: isByUser,
    ...(by === 'gosu' ? { seeker: 'go' } : {}),
    ...(isByUser && user !== undefined ? { user } : {}),
  };
}

function behindEnv(rest: readonly string[]): Behind | null {
  const command = envCommand(rest);
  if (command === null) return null;
  const { words, directory, clears, unset, sets } = command;
  const path = sets.get('PATH') ?? (clears || unset.includes('PATH') ? PATH_OF_LIBC : undefined);
  // Which directory that is depends on where it is started.
  if (sets.has('PATH') && path?.split(':').some((entry) => !entry.startsWith('/'))) return null;
  return {
    words,
    by: 'env',
    usesShell: true,
    otherUser: false,
    ...(directory === null ? {} : { directory }),
    ...(path === undefined ? {} : { path }),
    environment: { clears, unset, sets },
  };
}

/** Where PATH is not set: what glibc and musl take. */
const PATH_OF_LIBC = '/usr/local/bin:/bin:/usr/bin';
