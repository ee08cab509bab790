import { isShellsOwn } from '../../shell-command.ts';
import type { Behind, ShellOf } from './behind.ts';
import { behindChroot } from './chroot.ts';
import { envCommand } from './env.ts';
import { nameOf } from './name.ts';
import { behindSetpriv } from './setpriv.ts';
import { behindSu } from './su.ts';

const SHELLS = ['sh', 'ash', 'bash', 'dash', 'zsh', 'ksh', 'busybox'];

export function isShell(word: string): boolean {
  return SHELLS.includes(nameOf(word));
}

interface Starter {
  /** Options that have their value in the next word. */
  readonly valued: readonly string[];
  /** Words in front of the program that name the user. */
  readonly skip?: number;
  /** Other words in front of it. */
  readonly operands?: number;
}

/** Programs that start what stands behind their options. */
const STARTERS: Readonly<Record<string, Starter>> = {
  tini: { valued: ['-p', '-e'] },
  'tini-static': { valued: ['-p', '-e'] },
  'docker-init': { valued: ['-p', '-e'] },
  'dumb-init': { valued: ['-r', '--rewrite'] },
  catatonit: { valued: [] },
  nohup: { valued: [] },
  'su-exec': { valued: [], skip: 1 },
  gosu: { valued: [], skip: 1 },
  nice: { valued: ['-n', '--adjustment'] },
  timeout: { valued: ['-k', '-s', '--kill-after', '--signal'], operands: 1 },
  stdbuf: { valued: ['-i', '-o', '-e', '--input', '--output', '--error'] },
};

/** What it starts runs as the user who starts it, and with the rights of that one. */
export function keepsUser(by: string): boolean {
  return by === 'env' || isShell(by) || (Object.hasOwn(STARTERS, by) && STARTERS[by]?.skip === undefined);
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
  const starter = Object.hasOwn(STARTERS, by) ? STARTERS[by] : undefined;
  if (starter === undefined) return null;
  const own = withoutOptions(rest, starter.valued);
  const left = own.slice(starter.skip ?? starter.operands ?? 0);
  if (left.length === 0) return null;
  return {
    words: left,
    by,
    usesShell: by !== 'gosu' && by !== 'catatonit',
    otherUser: starter.skip !== undefined,
    ...(starter.skip === 1 && own[0] !== undefined ? { user: own[0] } : {}),
  };
}

function withoutOptions(words: readonly string[], valued: readonly string[]): readonly string[] {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (word === '--') return words.slice(i + 1);
    if (!word.startsWith('-')) return words.slice(i);
    if (valued.includes(word)) i++;
  }
  return [];
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
