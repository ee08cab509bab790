import { NAMES_A_SECRET } from './named.ts';
import { REDACTED, redact } from './redact.ts';

/**
 * Beyond what reports call a secret: here everything is shown that is there, and not the little that probes read. Some of them
 * are no secrets; better one word too many.
 */
const MAY_BE_SECRET = /(?:(?:^|_)(?:KEY|PWD|PIN|DSN|AUTH|CREDS?|SALT|COOKIE|SESSION)|PASS)$/i;
const DIRECTORIES = ['PWD', 'OLDPWD'];

/** The value of a variable, without what may be a secret. */
export function concealedValue(name: string, value: string): string {
  if (value === '') return value;
  return mayBeSecret(name) ? REDACTED : redact(value);
}

/** Of a variable, or of a flag, in which a dash stands for the underscore. */
function mayBeSecret(name: string): boolean {
  const isNamedSo =
    NAMES_A_SECRET.test(name) || MAY_BE_SECRET.test(name.replace(/^-+/, '').replaceAll('-', '_'));
  return isNamedSo && !DIRECTORIES.includes(name);
}

/** A flag alone, the value of which is the next word. */
const FLAG = /^--?[^=\s]+$/;
/** `NAME=value`, or `--name=value`. */
const ASSIGNED = /^(-{0,2}[A-Za-z_][\w.-]{0,63})=(.*)$/s;
/** `-u` of curl(1), among other letters and with the value behind it or not, and its long names. */
const USER = /^(?:-[A-Za-z]{0,8}u|--(?:proxy-)?user)$/;
const USER_AND_PASSWORD = /^(-[A-Za-z]{0,8}u)?([^:\s]{1,256}):(.+)$/s;
/** A user and a group are no password: `-u 1000:1000`. */
const IDS = /^\d+:\d+$/;
const SSHPASS = /(?:^|\/)sshpass$/;

/**
 * The words of a command, without what may be a secret: the word behind a flag that is named like one, or behind `-u` the
 * part that is the password.
 */
export function concealedWords(words: readonly string[]): readonly string[] {
  return words.map((word, at) => {
    const before = words[at - 1] ?? '';
    if (FLAG.test(before) && mayBeSecret(before)) return REDACTED;
    if (before === '-p' && SSHPASS.test(words[at - 2] ?? '')) return REDACTED;
    const [, name, value] = ASSIGNED.exec(word) ?? [];
    if (name !== undefined && value !== undefined) return `${name}=${concealedValue(name, value)}`;
    const [, flag, user] = USER_AND_PASSWORD.exec(word) ?? [];
    if (user !== undefined && (flag !== undefined || USER.test(before)) && !IDS.test(word))
      return `${flag ?? ''}${user}:${REDACTED}`;
    return redact(word);
  });
}
