import {
  PASSWORD_BY_LETTER,
  redactBehind,
  SNMP_PRIVACY,
  USER_AND_PASSWORD,
  USER_PERCENT_PASSWORD,
} from './behind.ts';
import { redactMakes } from './makes.ts';
import { IN_SECRET_NAMES, redactNamed } from './named.ts';
import { redactPathTokens } from './path-tokens.ts';
import { REDACTED } from './redacted.ts';
import { redactTails } from './tails.ts';

export { REDACTED } from './redacted.ts';

/**
 * Takes out of a text what may be a credential: user info, queries and fragments of URLs, values of parameters, flags and
 * headers that are named like a secret, tokens of well-known makes, private keys. Better one word too many than one
 * secret; and what was cut in the middle, as the end of a program's output, is taken for what it was.
 *
 * Time is linear in the length of the text: every repetition in the patterns is bounded, or cannot begin
 * anew within itself; test/growth holds it to that.
 */
export function redact(text: string): string {
  let result = text;
  let lower = text.toLowerCase();
  for (const [signs, patterns] of GROUPS) {
    if (!signs.some((sign) => lower.includes(sign))) continue;
    result = patterns.reduce(take, result);
    lower = result.toLowerCase();
  }
  return LONG_WORD.test(result) ? redactMakes(result) : result;
}

/** No token of a well-known make is shorter. */
const LONG_WORD = /[\w.=-]{14}/;

function take(text: string, step: Step): string {
  return typeof step === 'function' ? step(text) : text.replace(...step);
}

/** A pattern and what stands in its place; or what does the same with more than one pattern can say. */
type Step = readonly [RegExp, string] | ((text: string) => string);

/**
 * What, in small letters, none of the patterns can match without, and the patterns. Most texts have none of it, and V8 compiles
 * an expression, at every start, when it is first asked for. A pair, since V8 reads the names of properties at every start.
 */
type Group = readonly [signs: readonly string[], patterns: readonly Step[]];

const GROUPS: readonly Group[] = [
  [
    ['-----begin'],
    [
      [
        /-----BEGIN [A-Z ]{0,32}PRIVATE KEY[\s\S]*?(?:-----END [A-Z ]{0,32}PRIVATE KEY[A-Z -]{5,16}|$)/g,
        REDACTED,
      ],
    ],
  ],
  [
    [':/', ':\\/'],
    [
      // RFC 3986: user info ends at the last @ before the path. A cleaned path has lost one of the slashes.
      [/(:(?:\\?\/){1,2})[^/?#\s,|'"]*@/g, `$1${REDACTED}@`],
      // What stands where a port should, and is no number, is a password: with a character that must be
      // escaped in it, or with its end cut off. A port may end a sentence, or a part of one.
      [
        /(:\/\/)[^\s/@:[\]'"]{1,256}:(?!\d{0,5}(?:[/?#\s,|'")\]]|[;:.]?(?:\s|$)))(?:[^\s'"]|'(?=[\w%]))*/g,
        `$1${REDACTED}`,
      ],
    ],
  ],
  [
    ['@'],
    [
      // user:password@host without a scheme; the digest of an image stands behind its tag.
      [
        /(^|[\s,|'"=(;<{[]|\/\/)[\w.%+-]{1,256}:[^\s@/:,'"]{1,256}@(?=[\w[])(?!sha(?:256|512):)/g,
        `$1${REDACTED}@`,
      ],
    ],
  ],
  [['://'], [redactPathTokens]],
  [
    // A whole URL as it stands in another one.
    ['%'],
    [[/(%(?:25){0,2}3a(?:%(?:25){0,2}2f){1,2})[^\s"]+/gi, `$1${REDACTED}`]],
  ],
  [
    IN_SECRET_NAMES,
    [
      redactNamed,
      // netrc
      [
        /(\b(?:(?:machine|login|account)\s{1,8}\S{1,256}|default)\s{1,8}pass(?:word|wd)?\s{1,8})\S+/gi,
        `$1${REDACTED}`,
      ],
    ],
  ],
  // The rest of a query whose beginning was cut off.
  [['&'], [[/(&[\w.~-]{1,64}=)[^\s&#'"]+/g, `$1${REDACTED}`]]],
  [['?', '#', '%'], [redactTails]],
  [['-'], [redactBehind(USER_AND_PASSWORD), redactBehind(PASSWORD_BY_LETTER)]],
  [['%'], [redactBehind(USER_PERCENT_PASSWORD)]],
  [['snmp'], [redactBehind(SNMP_PRIVACY)]],
  [['bearer', 'basic'], [[/\b((?:bearer|basic)\s+)[\w.~+/=-]{8,}/gi, `$1${REDACTED}`]]],
];
