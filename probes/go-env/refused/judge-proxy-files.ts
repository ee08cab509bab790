import { cacheFiles } from '../../../src/go/modules/cache-files.ts';
import { escapeModule, formatModule, type ModuleVersion } from '../../../src/go/modules/module-path.ts';
import { matchPrefixPatterns } from '../../../src/go/settings/patterns.ts';
import { directoryOf, whyNotReadable } from '../../../src/go/settings/proxy/proxy-directory.ts';
import type { ProxyEntry } from '../../../src/go/settings/proxy/proxy-list.ts';
import type { Host } from '../../../src/target/host.ts';
import { isUnknown } from '../../../src/target/result.ts';
import { toBeFetched } from '../caches/needed.ts';
import { type GoEnvFacts, mayFetch, originOf, type Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** Modules that are looked for. */
const MAX = 64;

/** A file of the proxy protocol that nobody has. */
interface Gap {
  readonly url: string;
  readonly path: string;
  readonly reason: 'missing' | 'unreadable';
}

/**
 * Whether directories that are the only proxies have what go.mod requires (cmd/go/internal/modfetch, TryProxies: a
 * missing file sends go on to the next source, a closed one only behind `|`).
 */
export function judgeProxyFiles(host: Host, facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  if (!mayFetch(seen) || !seen.proxies.ok) return [];
  const { entries } = seen.proxies.value;
  const directories = entries.flatMap(({ url }) => (url === null ? [] : (directoryOf(url) ?? [])));
  // Without any there is nothing to look at, and of one that is not there another rule tells.
  if (directories.length === 0 || directories.some((path) => whyNotReadable(host, path) !== null)) return [];
  const wanted = toBeFetched(host, seen)
    .filter(({ path }) => !matchPrefixPatterns(seen.values.GONOPROXY ?? '', path))
    .slice(0, MAX);
  const cache = seen.values.GOMODCACHE ?? '';
  const from = originOf(facts, 'GOPROXY');
  const found = (files: readonly string[], severity?: 'warning'): GoEnvFinding[] => {
    const gaps = wanted.flatMap((module) => {
      const lacking = files.filter((file) => file !== 'mod' || !host.stat(cacheFiles(cache, module).mod).ok);
      const gap = lacking.map((file) => gapFor(host, entries, module, file)).find((one) => one !== null);
      return gap ? [{ gap, module: formatModule(module) }] : [];
    });
    const [first] = gaps;
    if (first === undefined) return [];
    const modules = gaps.slice(0, 5).map(({ module }) => module);
    const args = { ...first.gap, modules, count: gaps.length, from };
    return [{ rule: 'go-env/proxy-directory-incomplete', args, ...(severity ? { severity } : {}) }];
  };
  const needed = found(['mod', 'zip']);
  return needed.length > 0 ? needed : found(['info'], 'warning');
}

/** Null where a source has the file, or may have it. */
function gapFor(host: Host, entries: readonly ProxyEntry[], module: ModuleVersion, file: string): Gap | null {
  let first: Gap | null = null;
  for (const { kind, url, fallThrough } of entries) {
    if (kind === 'off') break;
    const directory = url === null ? null : directoryOf(url);
    if (url === null || directory === null) return null;
    const path = `${directory}/${escapeModule(module.path)}/@v/${escapeModule(module.version)}.${file}`;
    const access = host.access(path, 'read');
    if (access.ok) return null;
    const reason = isUnknown(access.error) ? 'unreadable' : 'missing';
    first ??= { url, path, reason };
    if (reason === 'unreadable' && fallThrough !== 'any') return { url, path, reason };
  }
  return first;
}
