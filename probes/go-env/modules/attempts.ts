import type { Onward, RouteAttempt } from '../../../src/core/route-report.ts';
import { allowedSystems, type VcsName } from './govcs.ts';
import { escapeModule, isCanonicalVersion, type ModuleVersion } from './module-path.ts';
import type { ModuleSettings } from './module-settings.ts';
import { matchingPattern, matchPrefixPatterns } from './patterns.ts';
import type { ProxyEntry } from './proxy-list.ts';
import { hostOf } from './public-services.ts';
import { repositoryOf } from './vcs-hosts.ts';

/** Where a module is asked for, in order. */
export interface Chain {
  /** The element of GONOPROXY that sends it past the proxies; null where none does. */
  readonly gonoproxy: string | null;
  readonly attempts: readonly RouteAttempt[];
  /** GOPROXY ends with `off`, and the chain gets there. */
  readonly off: boolean;
}

/**
 * The sources that go asks for this module (cmd/go/internal/modfetch, TryProxies and lookup). A match in
 * GONOPROXY goes direct whatever GOPROXY says, `off` included; otherwise GOPROXY is gone through.
 * @param entries of a valid GOPROXY; an invalid one stops every download before this
 * @param machines for which .netrc has credentials
 */
export function chainFor(
  module: ModuleVersion,
  settings: ModuleSettings,
  entries: readonly ProxyEntry[],
  machines: readonly string[],
): Chain {
  const gonoproxy = matchingPattern(settings.gonoproxy, module.path);
  const asked: readonly ProxyEntry[] =
    gonoproxy === null ? entries : [{ kind: 'direct', url: null, fallThrough: null }];
  const attempts = asked.flatMap((entry, i) => {
    const next = asked[i + 1] !== undefined && asked[i + 1]?.kind !== 'off';
    if (entry.kind === 'off') return [];
    return [
      entry.url === null
        ? direct(module, settings, machines)
        : proxy(entry, module, machines, settings, next),
    ];
  });
  return { gonoproxy, attempts, off: asked.some((entry) => entry.kind === 'off') };
}

function proxy(
  { url, fallThrough }: ProxyEntry,
  module: ModuleVersion,
  machines: readonly string[],
  settings: ModuleSettings,
  next: boolean,
): RouteAttempt {
  const onward = (moves: boolean): Onward => (next && moves ? 'next' : 'stop');
  const base = (url ?? '').replace(/\/$/, '');
  return {
    kind: 'proxy',
    url: url ?? '',
    urls: filesOf(module).map((file) => `${base}/${escapeModule(module.path)}/${file}`),
    onNotFound: onward(fallThrough !== null),
    onError: onward(fallThrough === 'any'),
    vcs: [],
    insecure: false,
    credentials: credentialsFor(url ?? '', settings, machines),
  };
}

/** The files of the proxy protocol, in the order in which `go mod download` wants them. */
function filesOf({ version }: ModuleVersion): readonly string[] {
  if (version === '' || version === 'latest') return ['@v/list', '@latest'];
  const escaped = escapeModule(version);
  if (!isCanonicalVersion(version)) return [`@v/${escaped}.info`];
  return ['info', 'mod', 'zip'].map((extension) => `@v/${escaped}.${extension}`);
}

function direct(module: ModuleVersion, settings: ModuleSettings, machines: readonly string[]): RouteAttempt {
  const repository = repositoryOf(module.path);
  const url = repository.vcs === null ? `https://${module.path}?go-get=1` : `https://${repository.root}`;
  return {
    kind: 'direct',
    url,
    urls: [],
    onNotFound: 'stop',
    onError: 'stop',
    vcs: directSystems(module.path, settings),
    insecure: matchPrefixPatterns(settings.goinsecure, module.path),
    credentials: credentialsFor(url, settings, machines),
  };
}

/** The systems that may fetch this module: of a host that Go knows, its own alone, if GOVCS allows it. */
export function directSystems(modulePath: string, settings: ModuleSettings): readonly VcsName[] {
  if (!settings.vcsRules.ok) return [];
  const { root, vcs } = repositoryOf(modulePath);
  const allowed = allowedSystems(settings.vcsRules.value, root, settings.goprivate);
  return vcs === null ? allowed : allowed.filter((name) => name === vcs);
}

/** Names of the places that hold credentials for this URL; git's own helpers are not looked at. */
function credentialsFor(
  url: string,
  { goauth }: ModuleSettings,
  machines: readonly string[],
): readonly string[] {
  if (!url.startsWith('https:')) return [];
  const methods = goauth.split(';').map((method) => method.trim().split(/\s+/)[0] ?? '');
  const own = /^https:\/\/[^/?#]*@/.test(url) ? ['URL'] : [];
  if (methods.includes('off')) return own;
  const netrc = methods.includes('netrc') && machines.includes(hostOf(url)) ? ['.netrc'] : [];
  const others = methods.filter((method) => method !== 'netrc' && method !== '');
  return [...own, ...netrc, ...others.map((method) => `GOAUTH ${method}`)];
}
