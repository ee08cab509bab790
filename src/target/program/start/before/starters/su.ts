import type { Behind, ShellOf } from '../behind.ts';
import { usualGrammar } from '../grammar/grammars.ts';
import { readOptions } from '../grammar/options.ts';

/** Whom it starts what as. */
interface SuCommand {
  readonly user: string;
  /** Null: that of the user. */
  readonly shell: string | null;
  /** What stands behind the name of the shell; null: it is started without one (`runuser -u`). */
  readonly arguments: readonly string[] | null;
  readonly command: readonly string[];
  /** By their letters. */
  readonly options: ReadonlyMap<string, string>;
}

function suCommand(by: string, given: readonly string[]): SuCommand | null {
  const options = new Map<string, string>();
  const read = readOptions(given, usualGrammar(by), ({ name, value }) => {
    options.set(name, value);
    return true;
  });
  if (read.kind !== 'read') return null;
  const asked = options.get('u');
  if (asked !== undefined) {
    const isMixed = ['c', 's', 'l', 'f'].some((name) => options.has(name));
    return isMixed || read.words.length === 0
      ? null
      : { user: asked, shell: null, arguments: null, command: read.words, options };
  }
  const isLogin = read.words[0] === '-';
  if (isLogin) options.set('l', '');
  const [user = 'root', ...rest] = isLogin ? read.words.slice(1) : read.words;
  const text = options.get('c');
  const words = [...(text === undefined ? [] : ['-c', text]), ...rest];
  return { user, shell: options.get('s') ?? null, arguments: words, command: [], options };
}

/** `su -s /bin/sh USER -c CMD`, `runuser -u USER -- CMD` */
export function behindSu(by: 'su' | 'runuser', given: readonly string[], shellOf: ShellOf): Behind | null {
  const su = suCommand(by, given);
  if (su === null) return null;
  const { user, options } = su;
  const started = { by, usesShell: true, otherUser: true, user };
  if (su.arguments === null) return { ...started, words: su.command };
  const shell = su.shell ?? (options.has('m') ? null : shellOf(user));
  // A login goes to the home of the user, with a PATH of its own that the shell's profile may change.
  const isElsewhere = options.has('l') && !/^(?:exec +)?\//.test(options.get('c') ?? '');
  if (shell === null || !shell.startsWith('/') || isElsewhere) return null;
  return { ...started, words: [shell, ...su.arguments], perhapsOtherPath: true };
}

/** Who may not log in, so that a shell is started for him that starts nothing; null: nobody. */
export function noLogin(
  by: 'su' | 'runuser',
  given: readonly string[],
  shellOf: ShellOf,
): { readonly user: string; readonly shell: string } | null {
  const su = suCommand(by, given);
  if (su === null || su.arguments === null) return null;
  const shell = su.shell ?? (su.options.has('m') ? null : shellOf(su.user));
  return shell !== null && /\/(?:nologin|false)$/.test(shell) ? { user: su.user, shell } : null;
}

/** Whom it becomes; null where it starts nothing. */
export function suUser(by: 'su' | 'runuser', given: readonly string[]): string | null {
  return suCommand(by, given)?.user ?? null;
}
