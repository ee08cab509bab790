import { isShellsOwn } from '../../shell-command.ts';
import type { Behind, ShellOf } from './behind.ts';
import { behindChroot } from './chroot.ts';
import { envCommand } from './env.ts';
import { usualGrammar } from './grammar/grammars.ts';
import { readOptions } from './grammar/options.ts';
import { nameOf } from './name.ts';
import { behindSetpriv } from './setpriv.ts';
import { behindSu } from './su.ts';

const SHELLS = ['sh', 'ash', 'bash', 'dash', 'zsh', 'ksh', 'busybox'];

export function isShell(word: string): boolean {
  return SHELLS.includes(nameOf(word));
}

/** Programs that start what stands behind their options, and how many words stand in front of it. */
const STARTERS: Readonly<Record<string, number>> = {
  ...{ tini: 0, 'tini-static': 0, 'docker-init': 0, 'dumb-init': 0, catatonit: 0 },
  ...{ nohup: 0, nice: 0, ionice: 0, setsid: 0, stdbuf: 0, prlimit: 0, timeout: 1, taskset: 1, chrt: 1 },
  ...{ gosu: 1, 'su-exec': 1 },
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
 */
export function behind(words: readonly string[], shellOf: ShellOf = () => null): Behind | null {
  const [first = '', ...rest] = words;
  const by = nameOf(first);
  if (by === 'env') return behindEnv(rest);
  if (by === 'setpriv') return behindSetpriv(rest);
  if (by === 'chroot') return behindChroot(rest);
  if (by === 'su' || by === 'runuser') return behindSu(by, rest, shellOf);
  if (isShell(first)) return behindShell(first, rest);
  return Object.hasOwn(STARTERS, by) ? behindOptions(by, rest) : null;
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

/** `sh -c` of plain words alone: anything that a shell would read as more than a word is its own matter. */
function behindShell(first: string, rest: readonly string[]): Behind | null {
  const shell = nameOf(first) === 'busybox' ? rest.slice(1) : rest;
  if (nameOf(first) === 'busybox' && !isShell(rest[0] ?? '')) return null;
  const [option = '', text = ''] = shell;
  if (!/^-[eux]*c[eux]*$/.test(option) || !/^[\w@%+:,./ -]+$/.test(text)) return null;
  const all = text.split(/ +/).filter((word) => word !== '');
  const words = all[0] === 'exec' ? all.slice(1) : all;
  const [program = ''] = words;
  if (program === '' || program.startsWith('-') || isShellsOwn(program, first)) return null;
  return { words, by: nameOf(first), usesShell: true, otherUser: false };
}

const MAX_SCRIPT_BYTES = 64 * 1024;

/**
 * An entrypoint that ends with `exec "$@"`: what it is given is what it starts, and nobody can tell what it does before.
 *
 * @param head the beginning of the script
 */
export function behindScript(head: Buffer, words: readonly string[]): Behind | null {
  const [, ...rest] = words;
  const [program = ''] = rest;
  if (program === '' || program.startsWith('-')) return null;
  const text = head.toString('latin1', 0, MAX_SCRIPT_BYTES);
  const handed =
    /^[ \t]*exec[ \t]+(?:(?:tini|dumb-init|gosu|su-exec)[ \t][^\n"]{0,256})?"\$@"[ \t\r]*$/m.test(text);
  return handed ? { words: rest, by: nameOf(words[0] ?? ''), usesShell: true, otherUser: true } : null;
}
