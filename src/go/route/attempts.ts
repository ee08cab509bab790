import type { Onward, RouteAttempt, RouteFile } from '../../core/documents/route-report.ts';
import { REDACTED } from '../../core/redact/redact.ts';
import type { CacheEntry } from '../modules/modcache.ts';
import { escapeModule, isCanonicalVersion, type ModuleVersion } from '../modules/module-path.ts';
import { authKey, authKeys } from '../settings/auth/auth-prefix.ts';
import { allowedSystems, type VcsName } from '../settings/govcs.ts';
import type { ModuleSettings } from '../settings/module-settings.ts';
import { matchingPattern, matchPrefixPatterns } from '../settings/patterns.ts';
import type { ProxyEntry } from '../settings/proxy/proxy-list.ts';
import { type Repository, repositoryOf } from '../settings/vcs-hosts.ts';

/** Where a module is asked for, in order. */
export interface Chain {
  /** The element of GONOPROXY that sends it past the proxies; null where none does. */
  readonly gonoproxy: string | null;
  readonly attempts: readonly RouteAttempt[];
  /** GOPROXY ends with `off`, and the chain gets there. */
  readonly off: boolean;
}

/** Who asks, and for what. */
export interface Asker {
  readonly settings: ModuleSettings;
  /** Machines for which .netrc has credentials. */
  readonly machines: readonly string[];
  /** Files of the proxy protocol that are asked for, where their URLs are wanted. */
  readonly files: readonly RouteFile[];
}

/**
 * The sources that go asks for this module (cmd/go/internal/modfetch, TryProxies and lookup). A match in
 * GONOPROXY goes direct whatever GOPROXY says, `off` included; otherwise GOPROXY is gone through. Empty
 * where GOPROXY cannot be read: that stops every download beforehand.
 */
export function chainFor(module: ModuleVersion, asker: Asker): Chain {
  const { proxies, gonoproxy: patterns } = asker.settings;
  const gonoproxy = matchingPattern(patterns, module.path);
  if (!proxies.ok) return { gonoproxy, attempts: [], off: false };
  if (gonoproxy !== null) return { gonoproxy, attempts: [direct(module, asker)], off: false };
  const { entries } = proxies.value;
  const attempts = entries.flatMap((entry, i) => {
    if (entry.kind === 'off') return [];
    const hasNext = entries[i + 1] !== undefined && entries[i + 1]?.kind !== 'off';
    return [entry.url === null ? direct(module, asker) : proxy(entry, entry.url, hasNext, module, asker)];
  });
  return { gonoproxy, attempts, off: entries.at(-1)?.kind === 'off' };
}

function proxy(
  { fallThrough }: ProxyEntry,
  url: string,
  hasNext: boolean,
  module: ModuleVersion,
  asker: Asker,
): RouteAttempt {
  const onward = (moves: boolean): Onward => (hasNext && moves ? 'next' : 'stop');
  const shown = asker.settings.shownUrls.get(url) ?? REDACTED;
  // A query stays behind the path (modfetch/proxy.go), and is not shown.
  const [place = shown, query] = shown.split('?', 2);
  const base = `${place.replace(/\/$/, '')}/${escapeModule(module.path)}`;
  return {
    kind: 'proxy',
    url: shown,
    urls: asker.files.map((file) => `${base}/${pathOf(file, module.version)}${query ? `?${query}` : ''}`),
    onNotFound: onward(fallThrough !== null),
    onError: onward(fallThrough === 'any'),
    vcs: [],
    insecure: false,
    credentials: credentialsFor(url, asker),
  };
}

/** The files of the proxy protocol that are missing, in the order in which `go mod download` wants them. */
export function filesOf({ version }: ModuleVersion, cache: CacheEntry | null): readonly RouteFile[] {
  if (version === '' || version === 'latest') return ['list', 'latest'];
  if (!isCanonicalVersion(version)) return ['info'];
  return [
    ...(cache?.info ? [] : (['info'] as const)),
    ...(cache?.mod ? [] : (['mod'] as const)),
    ...(cache?.tree ? [] : (['zip'] as const)),
  ];
}

function pathOf(file: RouteFile, version: string): string {
  if (file === 'latest') return '@latest';
  return file === 'list' ? '@v/list' : `@v/${escapeModule(version)}.${file}`;
}

function direct(module: ModuleVersion, asker: Asker): RouteAttempt {
  const repository = repositoryOf(module.path);
  const url = repository.vcs === null ? `https://${module.path}?go-get=1` : `https://${repository.root}`;
  return {
    kind: 'direct',
    url,
    urls: [],
    onNotFound: 'stop',
    onError: 'stop',
    vcs: directSystems(repository, asker.settings),
    insecure: matchPrefixPatterns(asker.settings.goinsecure, module.path),
    credentials: credentialsFor(url, asker),
  };
}

/** The systems that may fetch this module: of a host that Go knows, its own alone, if GOVCS allows it. */
function directSystems(
  { root, vcs }: Repository,
  { vcsRules, goprivate }: ModuleSettings,
): readonly VcsName[] {
  if (!vcsRules.ok) return [];
  const allowed = allowedSystems(vcsRules.value, root, goprivate);
  return vcs === null ? allowed : allowed.filter((name) => name === vcs);
}

/** Names of the places that hold credentials for this URL; git's own helpers are not looked at. */
function credentialsFor(url: string, { settings, machines }: Asker): readonly string[] {
  if (!url.startsWith('https:')) return [];
  const { authMethods: methods, authLookup } = settings;
  const own = /^https:\/\/[^/?#]*@/.test(url) ? ['URL'] : [];
  if (methods.includes('off')) return own;
  // Without any machine, as nearly always, no URL has to be read for its host.
  const known = machines.length > 0 && methods.includes('netrc') && knows(machines, url, authLookup);
  const netrc = known ? ['.netrc'] : [];
  const others = methods.filter((method) => method !== 'netrc' && method !== '');
  return [...own, ...netrc, ...others.map((method) => `GOAUTH ${method}`)];
}

function knows(machines: readonly string[], url: string, lookup: ModuleSettings['authLookup']): boolean {
  const keys = authKeys(url, lookup);
  return machines.some((machine) => keys.includes(authKey(machine, lookup)));
}
