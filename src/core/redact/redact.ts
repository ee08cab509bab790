import type { Json, JsonObject } from '../types/json.ts';
import { NAMES_A_SECRET, redactNamed } from './named.ts';
import { redactPathTokens } from './path-tokens.ts';
import { REDACTED } from './redacted.ts';
import { DELIMITER, redactTails } from './tails.ts';

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
  return GROUPS.reduce(
    (result, [sign, patterns]) => (sign.test(result) ? patterns.reduce(take, result) : result),
    text,
  );
}

function take(text: string, step: Step): string {
  return typeof step === 'function' ? step(text) : text.replace(...step);
}

/** A pattern and what stands in its place; or what does the same with more than one pattern can say. */
type Step = readonly [RegExp, string] | ((text: string) => string);

/**
 * What is quickly found and without which none of the patterns can match, since most texts have none of these; and the
 * patterns. A pair, since V8 reads the names of properties at every start.
 */
type Group = readonly [sign: RegExp, patterns: readonly Step[]];

const GROUPS: readonly Group[] = [
  [
    /-----BEGIN/,
    [
      [
        /-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,32}PRIVATE KEY-----|$)/g,
        REDACTED,
      ],
    ],
  ],
  [
    /:/,
    [
      // RFC 3986: user info ends at the last @ before the path. A cleaned path has lost one of the slashes.
      [/(:(?:\\?\/){1,2})[^/?#\s,|'"]*@/g, `$1${REDACTED}@`],
      // What stands where a port should, and is no number, is a password: with a character that must be
      // escaped in it, or with its end cut off. A port may end a sentence, or a part of one.
      [
        /(:\/\/)[^\s/@:[\]'"]{1,256}:(?!\d{0,5}(?:[/?#\s,|'")\]]|[;:.]?(?:\s|$)))(?:[^\s'"]|'(?=[\w%]))*/g,
        `$1${REDACTED}`,
      ],
      // user:password@host without a scheme; the digest of an image stands behind its tag.
      [
        /(^|[\s,|'"=(;<{[]|\/\/)[\w.%+-]{1,256}:[^\s@/:,'"]{1,256}@(?=[\w[])(?!sha(?:256|512):)/g,
        `$1${REDACTED}@`,
      ],
      redactPathTokens,
    ],
  ],
  [
    // A whole URL as it stands in another one.
    /%/,
    [[/(%(?:25){0,2}3a(?:%(?:25){0,2}2f){1,2})[^\s"]+/gi, `$1${REDACTED}`]],
  ],
  [
    NAMES_A_SECRET,
    [
      // A header goes on to the end of its line, or of its quotes.
      [/(\b(?:proxy-)?authorization\s{0,4}[:=]\s{0,4})[^\r\n'"]+/gi, `$1${REDACTED}`],
      redactNamed,
      // netrc
      [/(\blogin\s{1,4}\S{1,64}\s{1,4}password\s{1,4})\S+/gi, `$1${REDACTED}`],
    ],
  ],
  // The rest of a query whose beginning was cut off.
  [/&/, [[/(&[\w.~-]{1,64}=)[^\s&#'"]+/g, `$1${REDACTED}`]]],
  [DELIMITER, [redactTails]],
  [
    // curl -u user:password; two numbers are a user and a group (docker run --user 1000:1000)
    /-u/,
    [
      [
        /((?:^|\s)(?:-u|--user)[=\s]\s{0,4}['"]?(?!\d{1,10}:\d{1,10}(?:[\s'"]|$))[^\s:'"]{1,64}:)[^\s'"]+/g,
        `$1${REDACTED}`,
      ],
    ],
  ],
  [/bearer|basic/i, [[/\b((?:bearer|basic)\s+)[\w.~+/=-]{8,}/gi, `$1${REDACTED}`]]],
  [
    // JSON web tokens: three words in base64, of which the first begins like an object. Whole words are looked at,
    // each once, since `eyJ` may stand in a word again and again.
    /eyJ/,
    [(text) => text.replace(/[\w-]+(?:\.[\w-]*)*/g, withoutWebToken)],
  ],
  [
    // Tokens of well-known makes say what they are at their beginning.
    /gh|gl|xox|A[KS]IA|AIza|npm_|pypi|k_l/,
    [
      [
        /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|A[KS]IA[A-Z0-9]{16}|AIza[\w-]{30,}|npm_\w{30,}|pypi-\w{30,}|[sr]k_live_\w{16,})/g,
        REDACTED,
      ],
    ],
  ],
];

function withoutWebToken(words: string): string {
  if (!words.includes('eyJ')) return words;
  const parts = words.split('.');
  const kept: string[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] ?? '';
    const begin = part.search(/\beyJ/);
    const isToken =
      begin >= 0 && part.length - begin >= 13 && (parts[i + 1] ?? '').length >= 10 && i + 2 < parts.length;
    kept.push(isToken ? part.slice(0, begin) + REDACTED : part);
    if (isToken) i += 2;
  }
  return kept.join('.');
}

/** {@link redact} for every string in a value of JSON's types, keys left as they are. */
export function redactDeep<T extends object>(value: T): T {
  // A report says the same words of many modules, and many files.
  const known = new Map<string, string>();
  const redactOnce = (text: string): string => {
    const earlier = known.get(text);
    if (earlier !== undefined) return earlier;
    const result = redact(text);
    known.set(text, result);
    return result;
  };
  return mapStrings(value as Json, redactOnce) as T;
}

/** The same value with every string replaced; the parts in which none changes are not copied. */
export function mapStrings(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    let items: Json[] | null = null;
    for (let index = 0; index < value.length; index++) {
      const item = value[index] as Json;
      const changed = mapStrings(item, change);
      if (changed === item) continue;
      items ??= [...value];
      items[index] = changed;
    }
    return items ?? value;
  }
  const object = value as JsonObject;
  let result: Record<string, Json> | null = null;
  for (const key of Object.keys(object)) {
    const item = object[key] as Json;
    const changed = mapStrings(item, change);
    if (changed === item) continue;
    // Without a prototype while keys are set: one of them may be __proto__.
    result ??= Object.assign(Object.create(null), object) as Record<string, Json>;
    result[key] = changed;
  }
  return result === null ? value : { ...result };
}
