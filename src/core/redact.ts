import type { Json, JsonObject } from './json.ts';

/** What stands in the place of a secret. */
export const REDACTED = '***';

/**
 * Takes out of a text what may be a credential: user info of URLs, values of parameters, flags and headers
 * that are named like a secret, tokens of well-known makes, private keys. Better one word too many than one
 * secret; and what was cut in the middle, as the end of a program's output, is taken for what it was.
 *
 * Time is linear in the length of the text: every repetition in the patterns is bounded, or cannot begin
 * anew within itself.
 */
export function redact(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return PATTERNS.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}

/** Nothing below matches without one of these; most texts have none. */
const SUSPECT = /[@=]|:\S|-----|token|secret|pass|key|credential|signature|auth|bearer|basic|\w{20}/i;

/** Names of what is secret, as part of a longer name. `pass` alone would be in `bypass` and `passed`. */
const SECRET =
  '(?:token|secret|passw(?:or)?d|passphrase|(?<![a-z])pass(?![a-z])|api[_-]?key|access[_-]?key|private[_-]?key|signature|credential|authorization)';

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,32}PRIVATE KEY-----|$)/g, REDACTED],
  // RFC 3986: user info ends at the last @ before the path. A cleaned path has lost one of the slashes.
  [/([a-z][a-z0-9+.-]{0,31}:\/{1,2})[^/?#\s,|'"]*@/gi, `$1${REDACTED}@`],
  // What stands where a port should, and is no number, is a password: with a character that must be
  // escaped in it, or with its end cut off.
  [
    /([a-z][a-z0-9+.-]{0,31}:\/\/)[^\s/@:[\]'"]{1,256}:(?!\d{0,5}(?:[/?#\s,|'")\]]|$))[^\s'"]{0,512}/gi,
    `$1${REDACTED}`,
  ],
  // user:password@host without a scheme.
  [/(^|[\s,|'"=])[\w.%+-]{1,64}:[^\s@/:,'"]{1,256}@(?=[\w[])/g, `$1${REDACTED}@`],
  // A header goes on to the end of its line, or of its quotes.
  [/(\b(?:proxy-)?authorization\s{0,4}[:=]\s{0,4})[^\r\n'"]+/gi, `$1${REDACTED}`],
  [
    new RegExp(
      `((?:^|[?&;\\s,{('"-])[\\w.-]{0,64}${SECRET}[\\w.-]{0,64}['"]?\\s{0,4}[=:]\\s{0,4}['"]?)[^\\s&,;'"]+`,
      'gi',
    ),
    `$1${REDACTED}`,
  ],
  // In the middle of a path or of another value, where a colon may be prose: `/run/token: not found`.
  [new RegExp(`([/:=][\\w.-]{0,64}${SECRET}[\\w.-]{0,64}=)[^\\s&,;'"]+`, 'gi'), `$1${REDACTED}`],
  [
    new RegExp(`((?:^|\\s)--?[\\w.-]{0,64}${SECRET}[\\w.-]{0,64}\\s{1,4})[^\\s-][^\\s]*`, 'gi'),
    `$1${REDACTED}`,
  ],
  // curl -u user:password
  [/((?:^|\s)(?:-u|--user)[=\s]\s{0,4}['"]?[^\s:'"]{1,64}:)[^\s'"]+/g, `$1${REDACTED}`],
  // netrc
  [/(\blogin\s{1,4}\S{1,64}\s{1,4}password\s{1,4})\S+/gi, `$1${REDACTED}`],
  [/\b((?:bearer|basic)\s+)[\w.~+/=-]{8,}/gi, `$1${REDACTED}`],
  [
    /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|A[KS]IA[A-Z0-9]{16}|AIza[\w-]{30,}|npm_\w{30,}|pypi-\w{30,}|[sr]k_live_\w{16,}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*)/g,
    REDACTED,
  ],
];

/** {@link redact} for every string in a value of JSON's types, keys left as they are. */
export function redactDeep<T extends object>(value: T): T {
  return mapStrings(value as Json, redact) as T;
}

/** The same value with every string replaced. */
export function mapStrings(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item: Json) => mapStrings(item, change));
  if (value === null || typeof value !== 'object') return value;
  const result: Record<string, Json> = Object.create(null);
  for (const [key, item] of Object.entries(value as JsonObject)) result[key] = mapStrings(item, change);
  return { ...result };
}
