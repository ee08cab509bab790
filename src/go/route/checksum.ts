import type { RouteSumdb } from '../../core/documents/route-report.ts';
import { REDACTED } from '../../core/redact/redact.ts';
import { type GoSum, hasSum } from '../modules/go-sum.ts';
import type { CacheEntry } from '../modules/modcache.ts';
import type { ModuleVersion } from '../modules/module-path.ts';
import { goAtLeast } from '../release.ts';
import type { ModuleSettings } from '../settings/module-settings.ts';
import { matchingPattern } from '../settings/patterns.ts';

export interface Checksum extends RouteSumdb {
  /** The element of GONOSUMDB that exempts the module; null where none does. */
  readonly gonosumdb: string | null;
}

/**
 * Who vouches for a module (cmd/go/internal/modfetch, checkModSum and useSumDB). go.sum comes first and
 * makes the database superfluous, but only with both hashes: of the tree and of go.mod. GOINSECURE and
 * GOPROXY=direct have no say in it.
 */
export function checksumFor(
  module: ModuleVersion,
  settings: ModuleSettings,
  sum: GoSum,
  cache: CacheEntry | null,
): Checksum {
  const gonosumdb = matchingPattern(settings.gonosumdb, module.path);
  const forced = isToolchain(module, settings);
  const missing = FILES.filter((file) => forced || !hasSum(sum, module.path, versionIn(module, file)));
  const base = { name: null, via: [], gonosumdb, missing };
  if (missing.length === 0) return { ...base, state: 'go.sum' };
  if (settings.sumdb.kind === 'off' && !forced) return { ...base, state: 'off' };
  if (gonosumdb !== null && !forced) return { ...base, state: 'exempt' };
  if (cache?.sumdb) return { ...base, state: 'cached' };
  return asked(settings, base);
}

/** In the order in which they are fetched. */
const FILES = ['go.mod', 'tree'] as const;

/** The version under which go.sum keeps a file's hash. */
function versionIn({ version }: ModuleVersion, file: (typeof FILES)[number]): string {
  return file === 'go.mod' ? `${version}/go.mod` : version;
}

/** From Go 1.21 a toolchain is a module that the database must vouch for, whatever exempts others. */
function isToolchain({ path }: ModuleVersion, { go, goproxy }: ModuleSettings): boolean {
  const distpack = goproxy.startsWith('file://') && !/[,|]/.test(goproxy);
  return path === 'golang.org/toolchain' && goAtLeast(go, '1.21') && !distpack;
}

function asked(settings: ModuleSettings, base: Omit<Checksum, 'state'>): Checksum {
  const { sumdb, proxies } = settings;
  if (sumdb.kind !== 'on') return { ...base, state: 'invalid' };
  const shown = (url: string) => settings.shownUrls.get(url) ?? REDACTED;
  if (sumdb.url !== null) return { ...base, state: 'asked', name: sumdb.name, via: [shown(sumdb.url)] };
  const entries = proxies.ok ? proxies.value.entries : [];
  const urls = entries.flatMap(({ url }) => (url === null ? [] : [shown(url)]));
  return { ...base, state: 'asked', name: sumdb.name, via: viaProxies(urls, sumdb.name) };
}

/**
 * The proxies are asked in turn whether they mirror the database, those of GONOPROXY included; the first
 * that does is used for good. GOPROXY=off does not keep go from asking the database itself.
 */
function viaProxies(proxies: readonly string[], name: string): readonly string[] {
  return [...proxies.map((url) => `${url.replace(/\/$/, '')}/sumdb/${name}`), `https://${name}`];
}
