import { matchPrefixPatterns } from './patterns.ts';

export interface VcsRule {
  /** `private`, `public` or a module pattern. */
  readonly pattern: string;
  /** Names of version control systems, or `all`, or `off` (which is no system's name). */
  readonly allowed: readonly string[];
}

export type VcsRulesError =
  | { readonly code: 'empty-entry' }
  | { readonly code: 'no-colon' | 'empty-pattern' | 'empty-list' | 'empty-name'; readonly entry: string }
  | { readonly code: 'relative-pattern' | 'unreachable'; readonly entry: string };

export type ParsedVcsRules =
  | { readonly ok: true; readonly value: readonly VcsRule[] }
  | { readonly ok: false; readonly error: VcsRulesError };

/** What Go appends to GOVCS. */
const DEFAULT_RULES: readonly VcsRule[] = [
  { pattern: 'private', allowed: ['all'] },
  { pattern: 'public', allowed: ['git', 'hg'] },
];

/**
 * The value of GOVCS with Go's defaults appended (cmd/go/internal/vcs, parseGOVCS). Unlike the pattern
 * lists it is trimmed. A malformed value makes every direct download by version control fail.
 */
export function parseGovcs(govcs: string): ParsedVcsRules {
  if (govcs.trim() === '') return { ok: true, value: DEFAULT_RULES };
  const rules: VcsRule[] = [];
  const seen = new Set<string>();
  for (const item of govcs.split(',')) {
    const rule = parseRule(item.trim());
    if ('code' in rule) return { ok: false, error: rule };
    if (seen.has(rule.pattern)) {
      return { ok: false, error: { code: 'unreachable', entry: item.trim() } };
    }
    seen.add(rule.pattern);
    rules.push(rule);
  }
  return { ok: true, value: [...rules, ...DEFAULT_RULES] };
}

function parseRule(entry: string): VcsRule | VcsRulesError {
  if (entry === '') return { code: 'empty-entry' };
  const colon = entry.indexOf(':');
  if (colon < 0) return { code: 'no-colon', entry };
  const pattern = entry.slice(0, colon).trim();
  const list = entry.slice(colon + 1).trim();
  if (pattern === '') return { code: 'empty-pattern', entry };
  if (list === '') return { code: 'empty-list', entry };
  if (/^\.\.?(?:\/|$)/.test(pattern)) return { code: 'relative-pattern', entry };
  const allowed = list.split('|').map((name) => name.trim());
  return allowed.includes('') ? { code: 'empty-name', entry } : { pattern, allowed };
}

/**
 * The rule that decides for this module: the first that matches, unlike in GONOPROXY.
 * @param goprivate GOPRIVATE, by which `private` is told from `public`; GONOPROXY does not count.
 */
function vcsRuleFor(rules: readonly VcsRule[], modulePath: string, goprivate: string): VcsRule | null {
  const isPrivate = matchPrefixPatterns(goprivate, modulePath);
  return (
    rules.find(({ pattern }) => {
      if (pattern === 'private') return isPrivate;
      if (pattern === 'public') return !isPrivate;
      return matchPrefixPatterns(pattern, modulePath);
    }) ?? null
  );
}

/** The systems that Go knows, in the order of `go help vcs`. */
export const SYSTEMS = ['git', 'hg', 'svn', 'bzr', 'fossil'] as const;
export type VcsName = (typeof SYSTEMS)[number];

/** Which systems may fetch this module directly. */
export function allowedSystems(
  rules: readonly VcsRule[],
  modulePath: string,
  goprivate: string,
): readonly VcsName[] {
  const rule = vcsRuleFor(rules, modulePath, goprivate);
  return SYSTEMS.filter((name) => rule?.allowed.some((allowed) => allowed === name || allowed === 'all'));
}
