import type { Behind } from './behind.ts';
import { nameOf } from './name.ts';
import { endOfShellText } from './shell-text.ts';
import { listInText } from './written.ts';

const SHELLS = ['sh', 'ash', 'bash', 'dash', 'zsh', 'ksh', 'busybox'];

export function isShell(word: string): boolean {
  return SHELLS.includes(nameOf(word));
}

/** `sh -c` of plain words: anything that a shell would read as more than a word is its own matter. */
export function behindShell(first: string, rest: readonly string[]): Behind | null {
  const isBusybox = nameOf(first) === 'busybox';
  if (isBusybox && !isShell(rest[0] ?? '')) return null;
  const shell = shellText(isBusybox ? rest.slice(1) : rest);
  if (shell === null) return null;
  const end = endOfShellText(shell.text, first, [shell.given[0] ?? first, ...shell.given.slice(1)]);
  if (end === null) return null;
  const { words, directory, sets, outputs } = end;
  return {
    words,
    by: nameOf(first),
    usesShell: true,
    otherUser: false,
    // A profile may set it.
    ...(shell.isLogin ? { perhapsOtherPath: true } : {}),
    ...(directory === null ? {} : { directory }),
    ...(outputs.length === 0 ? {} : { outputs }),
    ...(sets.size === 0 ? {} : { environment: { clears: false, unset: [], sets } }),
  };
}

/** The text that a shell is given, where that is a list in quotes that JSON does not have; null: it is none. */
export function listGiven([first = '', ...rest]: readonly string[]): string | null {
  const text = isShell(first) ? shellText(rest)?.text : undefined;
  return text !== undefined && listInText(text) !== null ? text : null;
}

/** The text that a shell is given by -c, and what stands behind it; null where there is none, or an option that says more. */
function shellText(
  words: readonly string[],
): { readonly text: string; readonly given: readonly string[]; readonly isLogin: boolean } | null {
  let isLogin = false;
  for (const [i, word] of words.entries()) {
    isLogin ||= word === '--login' || /^-[eux]*l/.test(word);
    if (/^-[euxl]*c[euxl]*$/.test(word)) {
      const [text, ...given] = words.slice(i + 1);
      return text === undefined ? null : { text, given, isLogin: isLogin || word.includes('l') };
    }
    if (!/^(?:-[euxl]+|--login|--norc|--noprofile|--posix)$/.test(word)) return null;
  }
  return null;
}
