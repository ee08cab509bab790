import { redactCommands } from './commands.ts';
import { isNoSecret } from './harmless.ts';
import { NAMES_A_SECRET } from './named.ts';
import { REDACTED, redact } from './redact.ts';

/**
 * Beyond what reports call a secret: here everything is shown that is there, and not the little that probes read. Some of them
 * are no secrets; better one word too many.
 */
const MAY_BE_SECRET = /(?:(?:^|_)(?:KEY|PWD?|PIN|DSN|AUTH|CREDS?|SALT|COOKIE|SESSION)|PASS)$/i;
const NO_SECRETS = /^(?:OLD)?PWD$|PUBLIC[_-]?KEY$/i;

/** The value of a variable, without what may be a secret. */
export function concealedValue(name: string, value: string): string {
  if (value === '') return value;
  return mayBeSecret(name, value) ? REDACTED : redact(value);
}

/** Of a variable, or of a flag, in which a dash stands for the underscore; its value may show that it is none. */
function mayBeSecret(name: string, value: string): boolean {
  const word = NAMES_A_SECRET.exec(name);
  if (word !== null) return !isNoSecret(name.slice(word.index + word[0].length), value);
  return MAY_BE_SECRET.test(name.replace(/^-+/, '').replaceAll('-', '_')) && !NO_SECRETS.test(name);
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
/** Programs that are given a password by a letter; the value may be a part of the same word, but not behind those of OpenSSL. */
const BY_LETTER: readonly (readonly [program: RegExp, letters: string])[] = [
  [/(?:^|\/)(?:login|mariadb[\w-]*|mongo\w*|mysql\w*|sshpass|user(?:add|mod)|7z[ar]?)$/, 'p'],
  [/(?:^|\/)(?:bcp|ipmitool|[it]sql|mosquitto_\w+|sqlcmd|(?:un)?zip)$/, 'P'],
  [/(?:^|\/)redis-cli$/, 'a'],
  [/(?:^|\/)ldap\w+$/, 'w'],
  [/(?:^|\/)snmp\w+$/, 'AX'],
  [/(?:^|\/)openssl$/, 'kK'],
];
const LETTER = /^-([AKPXakpw])(.*)$/s;
/** `-U user%password` of Samba. */
const PERCENT = /^(-U|--user(?:name)?=)?([^%\s]{1,64})%(?=.)/s;
const PERCENT_FLAG = /^(?:-U|--user(?:name)?)$/;

/**
 * The words of a command, without what may be a secret: the word behind a flag that is named like one, or behind `-u` the
 * part that is the password.
 */
export function concealedWords(words: readonly string[]): readonly string[] {
  const [letters, tokens] = [lettersBefore(words), vaultTokens(words)];
  return words.map((word, at) => {
    const before = words[at - 1] ?? '';
    if (FLAG.test(before) && mayBeSecret(before, word)) return REDACTED;
    const own = LETTER.exec(word);
    if (
      own !== null &&
      own[2] !== '' &&
      own[1]?.toLowerCase() !== 'k' &&
      letters[at]?.includes(own[1] ?? ' ')
    )
      return `-${own[1]}${REDACTED}`;
    if (before.length === 2 && letters[at - 1]?.includes(LETTER.exec(before)?.[1] ?? ' ')) return REDACTED;
    if (tokens.has(at)) return REDACTED;
    const [, option = '', login] = PERCENT.exec(word) ?? [];
    if (login !== undefined && (option !== '' || PERCENT_FLAG.test(before)))
      return `${option}${login}%${REDACTED}`;
    const [, name, value] = ASSIGNED.exec(word) ?? [];
    if (name !== undefined && value !== undefined) return `${name}=${concealedValue(name, value)}`;
    const [, flag, user] = USER_AND_PASSWORD.exec(word) ?? [];
    if (user !== undefined && (flag !== undefined || USER.test(before)) && !IDS.test(word))
      return `${flag ?? ''}${user}:${REDACTED}`;
    return redactCommands(word);
  });
}

/** Of each word, the letters behind which the programs in front of it have a password. */
function lettersBefore(words: readonly string[]): readonly string[] {
  let letters = '';
  return words.map((word) => {
    const before = letters;
    for (const [program, own] of BY_LETTER) if (!letters.includes(own) && program.test(word)) letters += own;
    return before;
  });
}

/** Which words are tokens: `vault login [OPTION]... TOKEN`. */
function vaultTokens(words: readonly string[]): ReadonlySet<number> {
  const tokens = new Set<number>();
  let isLogin = false;
  for (const [at, word] of words.entries()) {
    if (isLogin && !word.startsWith('-')) {
      if (!/^\$|=/.test(word)) tokens.add(at);
      isLogin = false;
    }
    if (word === 'login' && /(?:^|\/)vault$/.test(words[at - 1] ?? '')) isLogin = true;
  }
  return tokens;
}
