import { REDACTED, redact } from '../../core/redact/redact.ts';
import { globMatch } from './glob.ts';

/**
 * The elements of a pattern list such as GOPRIVATE, as Go reads it: split at commas and **not** trimmed.
 * Empty elements are dropped, and one trailing slash of each.
 */
export function splitPatterns(patterns: string): readonly string[] {
  return patterns
    .split(',')
    .map((p) => (p.endsWith('/') ? p.slice(0, -1) : p))
    .filter((p) => p !== '');
}

/**
 * The first element that matches, null where none does. Order has no meaning to Go: any match counts.
 *
 * An element with N slashes is matched against the first N+1 elements of the path
 * (golang.org/x/mod/module, MatchPrefixPatterns).
 */
export function matchingPattern(patterns: string, modulePath: string): string | null {
  if (patterns === '') return null;
  return splitPatterns(patterns).find((pattern) => matchesPrefix(pattern, modulePath)) ?? null;
}

/** Go's `module.MatchPrefixPatterns`. */
export function matchPrefixPatterns(patterns: string, modulePath: string): boolean {
  return matchingPattern(patterns, modulePath) !== null;
}

function matchesPrefix(pattern: string, modulePath: string): boolean {
  const wanted = pattern.split('/').length;
  const elements = modulePath.split('/');
  return elements.length >= wanted && globMatch(pattern, elements.slice(0, wanted).join('/'));
}

/** A pattern or a list of them as it may be shown: none is a URL, and yet people write `user:password@host`. */
export function withoutUser(patterns: string): string {
  return redact(patterns).replace(/(^|[,/])[^,/@]*@/g, `$1${REDACTED}@`);
}
