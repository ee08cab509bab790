import { directoryOf, whyNotReadable } from '../../../src/go/settings/proxy/proxy-directory.ts';
import type { Host } from '../../../src/target/host.ts';
import { isPrefetched } from '../caches/needed.ts';
import { type GoEnvFacts, mayFetch, originOf, type Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** A file:// proxy is a directory of this machine, and one that is not mounted answers 404 to everything. */
export function judgeProxyDirectory(host: Host, facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  if (!mayFetch(seen) || !seen.proxies.ok) return [];
  const { entries } = seen.proxies.value;
  const from = originOf(facts, 'GOPROXY');
  return entries.flatMap(({ url }): GoEnvFinding[] => {
    const path = url === null ? null : directoryOf(url);
    const reason = path === null ? null : whyNotReadable(host, path);
    if (path === null || url === null || reason === null) return [];
    const others = entries.filter((entry) => entry.kind !== 'off' && entry.url !== url).length;
    const severity = others > 0 || isPrefetched(host, seen) ? 'warning' : 'error';
    return [{ rule: 'go-env/proxy-directory-missing', args: { url, path, reason, others, from }, severity }];
  });
}
