import { patternSlip } from '../../../src/go/settings/pattern-slips.ts';
import { splitPatterns } from '../../../src/go/settings/patterns.ts';
import { isHostless, type ProxyEntry, type ProxyList } from '../../../src/go/settings/proxy/proxy-list.ts';
import { type GoEnvFacts, isExplained, mayFetch, originOf, type Seen, setting } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { ownHosts } from '../settings/own-hosts.ts';

/** Where modules come from. */
export function judgeProxy(facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  if (isExplained(facts, 'GOPROXY')) return [];
  const value = seen.values.GOPROXY ?? '';
  const from = originOf(facts, 'GOPROXY');
  const { proxies } = seen;
  if (!proxies.ok) {
    const { error } = proxies;
    const own = ownOf(seen);
    if (error.code === 'no-entries')
      return [{ rule: 'go-env/proxy-empty', args: { value, from, own }, ...weightOf(seen) }];
    const args = { value, entry: error.entry, problem: error.code, from, own };
    return [{ rule: 'go-env/proxy-invalid', args, ...weightOf(seen) }];
  }
  const list = proxies.value;
  const hostless = list.entries.find(isHostless);
  if (hostless !== undefined) {
    const args = { value, entry: hostless.url ?? '', problem: 'no-host', from, own: ownOf(seen) };
    return [{ rule: 'go-env/proxy-invalid', args, ...weightOf(seen) }];
  }
  return [
    ...judgeFirst(facts, seen, list, from),
    ...judgeOrder(list, value, from),
    ...list.entries.flatMap((entry) => judgeUrl(entry, value, from)),
  ];
}

/** What go reads when it fetches stops nobody who fetches nothing. */
export function weightOf({ fetchesNothing }: Pick<Seen, 'fetchesNothing'>) {
  return fetchesNothing ? ({ severity: 'warning' } as const) : {};
}

/** `off` or `direct` before anything else. */
function judgeFirst(facts: GoEnvFacts, seen: Seen, list: ProxyList, from: string): GoEnvFinding[] {
  const [first] = list.entries;
  if (first?.kind === 'off') return [...judgeOff(facts, seen, from), ...judgeBypass(facts, seen)];
  if (first?.kind === 'direct' && list.unreachable.length === 0) {
    const git = seen.git?.path !== null;
    // By hand a module can still be fetched over Mercurial; in practice no git means no module.
    const severity = git || !mayFetch(seen) ? 'info' : seen.fetchesNothing ? 'warning' : 'error';
    return [{ rule: 'go-env/proxy-direct-only', args: { git, from, own: ownOf(seen) }, severity }];
  }
  return [];
}

/**
 * Silent where a build has what it needs: vendored, or in the module cache. That is what GOPROXY=off is
 * for.
 */
function judgeOff({ user }: GoEnvFacts, seen: Seen, from: string): GoEnvFinding[] {
  const { module, offline } = seen;
  if (offline === null) return [];
  const modules = offline.missing.slice(0, 5);
  const args = { modules, count: offline.missing.length, from, user, own: ownOf(seen) };
  if (args.count > 0) return [{ rule: 'go-env/proxy-off', args, ...weightOf(seen) }];
  // A go.mod that cannot be read is the finding.
  const given = module.file !== null || module.modfile !== null;
  if (offline.cached || given || module.build.mod === 'vendor') return [];
  return [{ rule: 'go-env/proxy-off', args, severity: 'warning' }];
}

/** Whose names a proxy of everybody would learn. */
function ownOf(seen: Seen): readonly string[] {
  return ownHosts(seen, seen.values.GONOPROXY ?? '');
}

/** GONOPROXY (by default GOPRIVATE) is asked before GOPROXY: what matches is fetched although proxies are off. */
function judgeBypass(facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  const key = ['GONOPROXY', 'GOPRIVATE'].find((name) => setting(facts, name) !== null);
  // What matches no module is said by another rule.
  const patterns = splitPatterns(seen.values.GONOPROXY ?? '')
    .filter((pattern) => pattern !== 'none' && patternSlip(pattern) === null)
    .join(',');
  if (key === undefined || patterns === '') return [];
  return [{ rule: 'go-env/noproxy-bypasses-proxy-off', args: { key, patterns, from: originOf(facts, key) } }];
}

function judgeOrder({ entries, unreachable }: ProxyList, value: string, from: string): GoEnvFinding[] {
  if (unreachable.length === 0) return [];
  const end = entries.at(-1)?.kind ?? 'direct';
  return [{ rule: 'go-env/proxy-unreachable-entry', args: { value, end, unreachable, from } }];
}

function judgeUrl({ url }: ProxyEntry, value: string, from: string): GoEnvFinding[] {
  if (url === null) return [];
  const findings: GoEnvFinding[] = [];
  if (/^http:/i.test(url) && !isLoopback(url)) {
    findings.push({ rule: 'go-env/proxy-plain-http', args: { url, value, from } });
  }
  if (/^[a-z]+:\/\/[^/?#]*@/i.test(url)) {
    findings.push({ rule: 'go-env/proxy-credentials', args: { url, from } });
  }
  return findings;
}

/** Nobody listens in between. */
function isLoopback(url: string): boolean {
  return /^http:\/\/(?:[^/?#]*@)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?(?:[/?#]|$)/i.test(url);
}
