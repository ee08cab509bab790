import { REDACTED, redact } from '../../core/redact/redact.ts';
import { shownUrl } from '../../core/redact/shown-url.ts';
import { goAtLeast } from '../release.ts';
import { type AuthLookup, authLookup } from './auth/auth-prefix.ts';
import { type GoFlags, parseGoflags } from './goflags.ts';
import { type ParsedVcsRules, parseGovcs } from './govcs.ts';
import { withoutUser } from './patterns.ts';
import { type ParsedProxyList, parseProxyList } from './proxy/proxy-list.ts';
import { parseSumdb, type Sumdb } from './sumdb.ts';

/** The settings that decide how modules are fetched, read once for any number of modules. */
export interface ModuleSettings {
  /** Version of the go command, such as `1.26.0`; null means the newest. */
  readonly go: string | null;
  readonly go111module: string;
  readonly goproxy: string;
  readonly proxies: ParsedProxyList;
  /** GONOPROXY, or GOPRIVATE in its place. */
  readonly gonoproxy: string;
  /** GONOSUMDB, or GOPRIVATE in its place. */
  readonly gonosumdb: string;
  readonly goprivate: string;
  readonly gosumdb: string;
  readonly sumdb: Sumdb;
  readonly goinsecure: string;
  readonly govcs: string;
  readonly vcsRules: ParsedVcsRules;
  readonly goflags: string;
  readonly flags: GoFlags;
  /** First words of GOAUTH's commands: `netrc`, `git`, `off` or the name of a program. */
  readonly authMethods: readonly string[];
  /** What a machine of .netrc is to a URL. */
  readonly authLookup: AuthLookup;
  /** Module cache; null where it is unknown or there is none. */
  readonly gomodcache: string | null;
  /** All values by name as they may be shown: credentials are taken out once, not for every module. */
  readonly shown: Readonly<Record<string, string>>;
  /** URLs of proxies and of the checksum database as they may be shown. */
  readonly shownUrls: ReadonlyMap<string, string>;
}

/** The variables that are read. */
const MODULE_KEYS = [
  'GO111MODULE',
  'GOPROXY',
  'GOPRIVATE',
  'GONOPROXY',
  'GONOSUMDB',
  'GOSUMDB',
  'GOINSECURE',
  'GOVCS',
  'GOFLAGS',
  'GOAUTH',
  'GOMODCACHE',
] as const;

type Values = Readonly<Record<string, string | undefined>>;

/**
 * Reads settings as `go env` prints them, where an empty GOPROXY or GOSUMDB is really empty.
 * @param go version of the go command; null means the newest
 */
export async function readModuleSettings(values: Values, go: string | null): Promise<ModuleSettings> {
  const value = (key: (typeof MODULE_KEYS)[number]) => values[key] ?? '';
  const proxies = parseProxyList(value('GOPROXY'));
  const sumdb = await parseSumdb(value('GOSUMDB'));
  const urls = [
    ...(proxies.ok ? proxies.value.entries.map((entry) => entry.url) : []),
    sumdb.kind === 'on' ? sumdb.url : null,
  ].filter((url) => url !== null);
  return {
    go,
    go111module: value('GO111MODULE'),
    goproxy: value('GOPROXY'),
    proxies,
    gonoproxy: value('GONOPROXY') || value('GOPRIVATE'),
    gonosumdb: value('GONOSUMDB') || value('GOPRIVATE'),
    goprivate: value('GOPRIVATE'),
    gosumdb: value('GOSUMDB'),
    sumdb,
    goinsecure: value('GOINSECURE'),
    govcs: value('GOVCS'),
    vcsRules: parseGovcs(value('GOVCS')),
    goflags: value('GOFLAGS'),
    flags: parseGoflags(value('GOFLAGS'), go),
    authMethods: methodsOf(goAtLeast(go, '1.24') ? value('GOAUTH') || 'netrc' : 'netrc'),
    authLookup: authLookup(go),
    gomodcache: value('GOMODCACHE') || null,
    shown: Object.fromEntries(MODULE_KEYS.map((key) => [key, shownValue(key, value(key))])),
    shownUrls: new Map(urls.map((url) => [url, shownUrl(url)])),
  };
}

function methodsOf(goauth: string): readonly string[] {
  return goauth.split(';').map((method) => method.trim().split(/\s+/)[0] ?? '');
}

const PATTERN_LISTS: readonly string[] = ['GOPRIVATE', 'GONOPROXY', 'GONOSUMDB', 'GOINSECURE'];

function shownValue(key: string, value: string): string {
  if (PATTERN_LISTS.includes(key)) return withoutUser(value);
  if (key !== 'GOPROXY' && key !== 'GOSUMDB') return redact(value);
  // Each is an address, though it may have no scheme; a query has commas only where it is not read to its end.
  return redact(value).replace(/([?#])[^,|\s]+/g, `$1${REDACTED}`);
}

/**
 * What `go env` would print for an environment, where there is no go to ask: unset and empty variables
 * have Go's default. The env file of `go env -w` and $GOROOT/go.env do not count.
 */
export function defaultValues(env: Values): Readonly<Record<string, string>> {
  const gopath = env.GOPATH || (env.HOME ? `${env.HOME}/go` : '');
  const [first = ''] = gopath.split(':');
  const named = Object.fromEntries(MODULE_KEYS.map((key) => [key, env[key] ?? '']));
  return {
    ...named,
    GOPROXY: env.GOPROXY || 'https://proxy.golang.org,direct',
    GOSUMDB: env.GOSUMDB || 'sum.golang.org',
    GOMODCACHE: env.GOMODCACHE || (first === '' ? '' : `${first}/pkg/mod`),
  };
}
