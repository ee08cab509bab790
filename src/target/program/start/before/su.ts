import type { Behind, ShellOf } from './behind.ts';
import { type Option, type Options, readOptions } from './options.ts';

type Name = 'command' | 'shell' | 'login' | 'keeps' | 'user' | 'other' | 'nothing';

const valued = (name: Name): Option<Name> => ({ name, value: 'needed' });
const plain = (name: Name): Option<Name> => ({ name, value: 'none' });
const COMMAND = valued('command');
const KEEPS = plain('keeps');
const LOGIN = plain('login');
const FAST = plain('other');

/** Of util-linux; busybox has a part of them. */
const OPTIONS: Options<Name> = {
  short: {
    ...{ c: COMMAND, s: valued('shell'), l: LOGIN, m: KEEPS, p: KEEPS, u: valued('user'), f: FAST },
    ...{ g: valued('other'), G: valued('other'), w: valued('other'), P: plain('other'), T: plain('other') },
    ...{ h: plain('nothing'), V: plain('nothing') },
  },
  long: {
    ...{ command: COMMAND, 'session-command': COMMAND, shell: valued('shell'), login: LOGIN, fast: FAST },
    ...{ 'preserve-environment': KEEPS, user: valued('user'), group: valued('other') },
    ...{ 'supp-group': valued('other'), 'whitelist-environment': valued('other') },
    ...{ pty: plain('other'), 'no-pty': plain('other') },
    ...{ help: plain('nothing'), version: plain('nothing') },
  },
  anywhere: true,
};

/** Whom it starts what as. */
interface SuCommand {
  readonly user: string;
  /** Null: that of the user. */
  readonly shell: string | null;
  /** What stands behind the name of the shell; null: it is started without one (`runuser -u`). */
  readonly arguments: readonly string[] | null;
  readonly command: readonly string[];
  readonly options: ReadonlyMap<Name, string>;
}

function suCommand(by: string, given: readonly string[]): SuCommand | null {
  const options = new Map<Name, string>();
  const read = readOptions(given, OPTIONS, (name, value) => {
    options.set(name, value);
    return name !== 'nothing' && (name !== 'user' || by === 'runuser');
  });
  if (read.kind !== 'read') return null;
  const asked = options.get('user');
  if (asked !== undefined) {
    const isMixed = (['command', 'shell', 'login'] as const).some((name) => options.has(name));
    return isMixed || read.words.length === 0
      ? null
      : { user: asked, shell: null, arguments: null, command: read.words, options };
  }
  const isLogin = read.words[0] === '-';
  if (isLogin) options.set('login', '');
  const [user = 'root', ...rest] = isLogin ? read.words.slice(1) : read.words;
  const text = options.get('command');
  const words = [...(text === undefined ? [] : ['-c', text]), ...rest];
  return { user, shell: options.get('shell') ?? null, arguments: words, command: [], options };
}

/** `su -s /bin/sh USER -c CMD`, `runuser -u USER -- CMD` */
export function behindSu(by: 'su' | 'runuser', given: readonly string[], shellOf: ShellOf): Behind | null {
  const su = suCommand(by, given);
  if (su === null) return null;
  const { user, options } = su;
  const started = { by, usesShell: true, otherUser: true, user };
  if (su.arguments === null) return { ...started, words: su.command };
  const shell = su.shell ?? (options.has('keeps') ? null : shellOf(user));
  // A login goes to the home of the user, with a PATH of its own that the shell's profile may change.
  const isElsewhere = options.has('login') && !/^(?:exec +)?\//.test(options.get('command') ?? '');
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
  const shell = su.shell ?? (su.options.has('keeps') ? null : shellOf(su.user));
  return shell !== null && /\/(?:nologin|false)$/.test(shell) ? { user: su.user, shell } : null;
}

/** Whom it becomes; null where it starts nothing. */
export function suUser(by: 'su' | 'runuser', given: readonly string[]): string | null {
  return suCommand(by, given)?.user ?? null;
}
