import type { Policy } from '../../../src/core/policy/policy.ts';
import { nearMisses, patternSlips } from '../../../src/go/settings/pattern-slips.ts';
import { matchPrefixPatterns } from '../../../src/go/settings/patterns.ts';
import { isPublicService } from '../../../src/go/settings/public-services.ts';
import { type GoEnvFacts, mayFetch, type Seen, setting } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** GOINSECURE is read by the same grammar. */
const LISTS = ['GOPRIVATE', 'GONOPROXY', 'GONOSUMDB', 'GOINSECURE'] as const;

/** Patterns that miss what they mean, and private modules that would be asked of strangers. */
export function judgePrivate(facts: GoEnvFacts, seen: Seen, policy: Policy['goEnv']): GoEnvFinding[] {
  const exposed = mayFetch(seen) ? judgeExposed(facts, seen, policy) : [];
  return [...judgePatterns(facts, seen, policy), ...judgeBlocked(seen), ...exposed];
}

function judgePatterns(facts: GoEnvFacts, seen: Seen, policy: Policy['goEnv']): GoEnvFinding[] {
  // Private modules of the policy have a rule of their own, which says more.
  const modules = [...policy.requiredModules, ...(seen.module.file?.require.map((m) => m.path) ?? [])].filter(
    (path) => !policy.privateModules.some((p) => matchPrefixPatterns(p, path)),
  );
  return LISTS.flatMap((key) => {
    const own = setting(facts, key);
    if (own === null) return [];
    const { value, origin: from } = own;
    const slips = patternSlips(value);
    const broken = new Set(slips.map(({ pattern }) => pattern));
    const findings = slips.map((slip) => finding({ key, value, from }, slip, null));
    for (const module of key === 'GOINSECURE' ? [] : modules) {
      const miss = nearMisses(value, module).find(({ pattern }) => !broken.has(pattern));
      if (miss === undefined) continue;
      broken.add(miss.pattern);
      findings.push(finding({ key, value, from }, miss, module));
    }
    return findings;
  });
}

/** Direct alone has a rule of its own where git is missing: it stops all modules alike. */
function judgeBlocked({ blocked, proxies, values }: Seen): GoEnvFinding[] {
  const direct = proxies.ok && proxies.value.entries[0]?.kind === 'direct';
  return blocked
    .filter(({ reason }) => reason !== 'program' || !direct)
    .map(({ reason, programs, modules }) => ({
      rule: 'go-env/module-blocked',
      args: {
        modules: modules.slice(0, 5),
        count: modules.length,
        reason,
        programs,
        govcs: values.GOVCS ?? '',
      },
    }));
}

function finding(
  { key, value, from }: { readonly key: string; readonly value: string; readonly from: string },
  { pattern, slip, instead }: ReturnType<typeof patternSlips>[number],
  module: string | null,
): GoEnvFinding {
  const args = { key, value, pattern, problem: slip, instead, module, from };
  return { rule: 'go-env/private-pattern-ineffective', args };
}

function judgeExposed(
  facts: GoEnvFacts,
  { values, proxies, sumdb, module: { file } }: Seen,
  policy: Policy['goEnv'],
): GoEnvFinding[] {
  const entries = proxies.ok ? proxies.value.entries : [];
  const proxy = entries.find(({ url }) => url !== null && isPublicService(url))?.url;
  const database = sumdb.kind === 'on' && isPublicService(sumdb.url ?? sumdb.name) ? sumdb.name : undefined;
  const askedOf = (path: string) => {
    const bypasses = matchPrefixPatterns(values.GONOPROXY ?? '', path);
    const fetched = bypasses || entries[0]?.kind !== 'off';
    return [
      ...(proxy && !bypasses ? [proxy] : []),
      ...(database && fetched && !matchPrefixPatterns(values.GONOSUMDB ?? '', path) ? [database] : []),
    ];
  };
  return policy.privateModules.flatMap((prefix) => {
    // The prefix stands for what is below it, which `PREFIX/*` covers too.
    const below = (file?.require ?? [])
      .map((m) => m.path)
      .filter((path) => matchPrefixPatterns(prefix, path));
    const [exposed] = [`${prefix}/x`, ...below].filter((path) => askedOf(path).length > 0);
    if (exposed === undefined) return [];
    const module = below.includes(exposed) ? exposed : prefix;
    const args = {
      module,
      to: askedOf(exposed),
      pattern: nearest(values, module),
      goprivate: values.GOPRIVATE ?? '',
      lists: ['GONOPROXY', 'GONOSUMDB'].flatMap((key) => {
        const own = setting(facts, key);
        return own === null ? [] : [{ key, value: own.value }];
      }),
    };
    return [{ rule: 'go-env/private-module-exposed', args }];
  });
}

/** The element that was meant to match, if there is one. */
function nearest(values: Seen['values'], module: string): string | null {
  const [miss] = nearMisses(`${values.GONOPROXY ?? ''},${values.GONOSUMDB ?? ''}`, module);
  return miss?.pattern ?? null;
}
