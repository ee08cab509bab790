import { trimEndOf, trimStartOf } from '../../core/text/trim.ts';
import { isMalformedGlob } from './glob.ts';
import { matchPrefixPatterns } from './patterns.ts';

/** Why an element of a pattern list does not do what its author meant. */
export type PatternSlip =
  /** A blank, tab or line end that Go takes literally. */
  | 'space'
  /** Quotes, which are part of the pattern. */
  | 'quote'
  /** A comment behind the value, which only shells take away. */
  | 'comment'
  /** Blanks, semicolons or pipes where commas part the elements. */
  | 'separator'
  /** A template's variable that nobody filled in. */
  | 'placeholder'
  /** `https://` or another scheme. */
  | 'scheme'
  /** Braces are literal to Go. */
  | 'brace'
  /** `/...` belongs to package patterns; a prefix matches without it. */
  | 'dots'
  /** `.corp.com`: sub-domains are `*.corp.com`. */
  | 'leading-dot'
  /** `host:443` or `user@host`: a module path has neither. */
  | 'authority'
  /** Upper case in a host name; module paths are compared by case. */
  | 'case'
  /** More than one trailing slash, or an empty element in the middle. */
  | 'slash'
  /** `[` without an end, a trailing backslash: Go skips the element without a word. */
  | 'malformed'
  /** `*.corp.com` matches sub-domains, not corp.com itself. */
  | 'star-dot'
  /** `corp.com` matches corp.com itself, not its sub-domains. */
  | 'no-subdomain'
  /** `corp.com/*` matches what is below, not corp.com itself; `*` stands for exactly one element. */
  | 'star-depth';

/** An element that matches nothing, or not this module, and the one that would. */
export interface NearMiss {
  readonly pattern: string;
  readonly slip: PatternSlip;
  /** What to write instead. */
  readonly instead: string;
}

type Repair = readonly [PatternSlip, (pattern: string) => string];

/** Slips that keep an element from matching any module at all. */
const SLIPS: readonly Repair[] = [
  ['comment', (p) => p.replace(/\s#.*$/s, '')],
  ['quote', withoutQuotes],
  ['space', (p) => p.trim()],
  ['separator', (p) => trimEndOf(trimStartOf(p.replace(/[\s;|]+/g, ','), ','), ',')],
  ['placeholder', (p) => (/^\$\{?\w+\}?$|^\{\{.*\}\}$|^<.*>$/.test(p) ? '' : p)],
  ['scheme', (p) => p.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')],
  ['authority', (p) => p.replace(/^([^/@]*@)?([^/:]+)(:\d+)?(?=\/|$)/, '$2')],
  ['dots', (p) => p.replace(/\/\.\.\.$/, '')],
  ['slash', (p) => trimEndOf(trimStartOf(p.replace(/\/{2,}/g, '/'), '/'), '/')],
  ['leading-dot', (p) => p.replace(/^\.(?=[^./])/, '*.')],
  ['case', (p) => p.replace(/^[^/]+/, (host) => host.toLowerCase())],
  ['brace', expandBraces],
];

/** Elements that are sound, but miss this module by a little. */
const MISSES: readonly Repair[] = [
  ['star-dot', (p) => p.replace(/^\*\./, '')],
  ['no-subdomain', (p) => `*.${p}`],
  ['star-depth', withoutStars],
];

function withoutQuotes(pattern: string): string {
  const begun = pattern.replace(/^\s*["']+/, '');
  const bare = begun.trimEnd();
  const ended = trimEndOf(bare, '"\'');
  return ended === bare ? begun : ended;
}

/** `a{b,c}d` as `abd,acd`; of several pairs of braces the last. */
function expandBraces(pattern: string): string {
  let close = -1;
  let open = pattern.length - 1;
  for (; open >= 0 && !(pattern[open] === '{' && close >= 0); open--) {
    if (pattern[open] === '}') close = open;
    if (pattern[open] === '{') close = -1;
  }
  if (open < 0) return pattern;
  const items = pattern.slice(open + 1, close).split(',');
  // Of a list so long that the rest of the pattern, once for each item, would fill the memory, nobody is shown more.
  return items
    .slice(0, MAX_EXPANDED)
    .map((item) => `${pattern.slice(0, open)}${item}${pattern.slice(close + 1)}`)
    .join(',');
}

const MAX_EXPANDED = 100;

function withoutStars(pattern: string): string {
  let end = pattern.length;
  while (pattern.endsWith('/*', end)) end -= 2;
  return pattern.slice(0, end);
}

/**
 * The first slip that keeps this element of a pattern list from matching anything, with the element as
 * it was meant; null where it is sound. Braces hold commas, so that they must be looked at before the
 * list is split: see {@link patternSlips}.
 */
export function patternSlip(pattern: string): NearMiss | null {
  const repaired = repairAll(pattern);
  if (repaired !== null) return { pattern, ...repaired };
  return isMalformedGlob(pattern) ? { pattern, slip: 'malformed', instead: '' } : null;
}

function repairAll(pattern: string): Omit<NearMiss, 'pattern'> | null {
  let slip: PatternSlip | null = null;
  let instead = pattern;
  for (const [kind, repair] of SLIPS) {
    const repaired = repair(instead);
    if (repaired !== instead) slip ??= kind;
    instead = repaired;
  }
  return slip === null ? null : { slip, instead };
}

/** All slips of a list, such as the value of GOPRIVATE. */
export function patternSlips(patterns: string): readonly NearMiss[] {
  return splitOutsideBraces(patterns)
    .map(patternSlip)
    .filter((slip) => slip !== null);
}

/** Why this element does not match this module although it looks as if it should; null otherwise. */
export function explainPattern(pattern: string, modulePath: string): NearMiss | null {
  if (matchPrefixPatterns(pattern, modulePath)) return null;
  const slip = patternSlip(pattern);
  const sound = slip?.instead ?? pattern;
  if (slip !== null && matchPrefixPatterns(sound, modulePath)) return slip;
  for (const [kind, repair] of MISSES) {
    const instead = repair(sound);
    if (instead === sound || !matchPrefixPatterns(instead, modulePath)) continue;
    return { pattern, slip: slip?.slip ?? kind, instead: `${sound},${instead}` };
  }
  if (
    modulePath.toLowerCase() !== modulePath &&
    matchPrefixPatterns(sound.toLowerCase(), modulePath.toLowerCase())
  )
    return { pattern, slip: 'case', instead: modulePath };
  return null;
}

/** The near misses of a list; none where some element matches. */
export function nearMisses(patterns: string, modulePath: string): readonly NearMiss[] {
  if (matchPrefixPatterns(patterns, modulePath)) return [];
  return splitOutsideBraces(patterns)
    .map((pattern) => explainPattern(pattern, modulePath))
    .filter((miss) => miss !== null);
}

/** Like {@link splitPatterns}, but keeps `{a,b}` in one piece, as its author thought of it. */
function splitOutsideBraces(patterns: string): readonly string[] {
  return (patterns.match(/(?:\{[^{}]*\}|[^,])+/g) ?? [])
    .map((p) => (p.endsWith('/') ? p.slice(0, -1) : p))
    .filter((p) => p !== '');
}
