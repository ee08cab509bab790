import { unquoted } from '../../../src/core/text/meant/meant-value.ts';
import { parseGovcs, SYSTEMS } from '../../../src/go/settings/govcs.ts';
import { matchPrefixPatterns } from '../../../src/go/settings/patterns.ts';
import { type GoEnvFacts, mayFetch, type Seen, setting } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** GOVCS is read when the first module is to come from its repository. */
export function judgeVcsRules(facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  const own = setting(facts, 'GOVCS');
  if (own === null) return [];
  const parsed = parseGovcs(own.value);
  if (parsed.ok) return [];
  const { error } = parsed;
  const args = {
    value: own.value,
    problem: error.code,
    entry: 'entry' in error ? error.entry : '',
    instead: soundRules(own.value),
    from: own.origin,
  };
  const direct = mayFetch(seen) && goesDirect(seen);
  return [{ rule: 'go-env/vcs-rules-invalid', args, ...(direct ? {} : { severity: 'warning' }) }];
}

/** A module would come from its repository before any proxy is asked. */
function goesDirect({ proxies, module, values }: Seen): boolean {
  if (proxies.ok && proxies.value.entries[0]?.kind === 'direct') return true;
  return (module.file?.require ?? []).some(({ path }) => matchPrefixPatterns(values.GONOPROXY ?? '', path));
}

/** The entries that can be read, and what a bare name of a system was to mean. */
function soundRules(govcs: string): string {
  const kept: string[] = [];
  const seen = new Set<string>();
  for (const part of unquoted(govcs).split(',')) {
    const entry = part.trim();
    const meant = ([...SYSTEMS, 'all', 'off'] as string[]).includes(entry) ? `*:${entry}` : entry;
    const rules = parseGovcs(meant);
    const pattern = rules.ok && meant !== '' ? (rules.value[0]?.pattern ?? null) : null;
    if (pattern === null || seen.has(pattern)) continue;
    seen.add(pattern);
    kept.push(meant);
  }
  return kept.length > 0 ? kept.join(',') : 'private:all,public:git|hg';
}
