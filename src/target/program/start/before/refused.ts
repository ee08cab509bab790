import type { Host } from '../../../host.ts';
import type { StartProblem } from '../problem.ts';
import type { ShellOf } from './behind.ts';
import { isBusybox, unknownToBusybox } from './busybox.ts';
import { nameOf } from './name.ts';
import { setprivLacks } from './setpriv.ts';
import { noLogin } from './su.ts';

/**
 * Why a program that is only to start another one refuses what it is told; null: nothing speaks for it.
 *
 * @param path of the program
 * @param words it and what it is given
 */
export function refusedWords(
  host: Host,
  path: string,
  words: readonly string[],
  shellOf: ShellOf,
): Extract<StartProblem, { readonly code: 'options-refused' | 'no-login-shell' }> | null {
  const [first = '', ...rest] = words;
  const program = nameOf(first);
  const refused = (option: string, lacks: string | null) =>
    ({ code: 'options-refused', script: null, path, program, option, lacks }) as const;
  const unknown = unknownToBusybox(words);
  if (unknown !== null && isBusybox(host, path)) return refused(unknown, null);
  const lacks = program === 'setpriv' ? setprivLacks(rest) : null;
  if (lacks !== null) return refused('--regid', lacks);
  const shut = program === 'su' || program === 'runuser' ? noLogin(program, rest, shellOf) : null;
  return shut === null ? null : { code: 'no-login-shell', path, ...shut };
}
