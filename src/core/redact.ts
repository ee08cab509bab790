import type { Json, JsonObject } from './json.ts';

/** What stands in the place of a secret. */
export const REDACTED = '***';

/**
 * Takes out of a text what may be a credential: user info of URLs, values of parameters that are named
 * like a secret, tokens of well-known makes, private keys. Better one word too many than one secret.
 */
export function redact(text: string): string {
  return PATTERNS.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,32}PRIVATE KEY-----|$)/g, REDACTED],
  // RFC 3986: user info ends at the last @ before the path.
  [/([a-z][a-z0-9+.-]{0,31}:\/\/)[^/?#\s,|'"]*@/gi, `$1${REDACTED}@`],
  [
    /((?:^|[?&;\s,'"-])[\w.-]{0,64}(?:token|secret|passw(?:or)?d|api[_-]?key|access[_-]?key|signature|credential)[\w.-]{0,64}\s{0,4}[=:]\s{0,4})[^\s&,;'"]+/gi,
    `$1${REDACTED}`,
  ],
  [/\b((?:bearer|basic)\s+)[\w.~+/=-]{8,}/gi, `$1${REDACTED}`],
  [
    /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|A[KS]IA[A-Z0-9]{16}|npm_\w{30,}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*)/g,
    REDACTED,
  ],
];

/** {@link redact} for every string in a JSON value, keys left as they are. */
export function redactDeep<T extends Json>(value: T): T {
  return mapStrings(value, redact) as T;
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
