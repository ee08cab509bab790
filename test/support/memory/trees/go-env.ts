import type { MemoryHostOptions, Program } from '../memory-host.ts';
import type { Tree } from '../tree.ts';
import { type GoTreeOptions, goProgram, goTree } from './go-version.ts';

export const GO_ENV_FILE =
  '# Defaults.\nGOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\n\nGOTOOLCHAIN=auto\n';

export interface GoEnvOptions extends GoTreeOptions {
  /** What `go env` prints beside what follows from the environment. */
  readonly values?: Readonly<Record<string, string>>;
  /** Variables beside those of the image; an empty one is unset. */
  readonly env?: Readonly<Record<string, string>>;
  readonly trees?: readonly Tree[];
  readonly cwd?: string;
}

/** The go command of the in-memory machines: `go version`, and `go env -json KEY…`. */
export function goCommand({
  version = '1.26.10',
  goroot = '/usr/local/go',
  values = {},
}: GoEnvOptions = {}): Program {
  return (spec) => {
    if (spec.args[0] !== 'env') return goProgram({ version })(spec);
    const all: Record<string, string> = { ...defaults(spec.env, goroot, version), ...values };
    const printed = spec.args.slice(2).map((key) => [key, all[key] ?? spec.env[key] ?? '']);
    return { stdout: `${JSON.stringify(Object.fromEntries(printed), null, '\t')}\n` };
  };
}

function defaults(env: Readonly<Record<string, string>>, goroot: string, version: string) {
  const gopath = env.GOPATH || (env.HOME ? `${env.HOME}/go` : '');
  return {
    GOVERSION: `go${version}`,
    GOROOT: goroot,
    GOPATH: gopath,
    GOCACHE: env.GOCACHE || (env.HOME ? `${env.HOME}/.cache/go-build` : 'off'),
    GOMODCACHE: env.GOMODCACHE || (gopath === '' ? '' : `${gopath}/pkg/mod`),
    GOMOD: env.GO111MODULE === 'off' ? '' : '/dev/null',
    GOPROXY: env.GOPROXY || 'https://proxy.golang.org,direct',
    GOSUMDB: env.GOSUMDB || 'sum.golang.org',
    GONOPROXY: env.GONOPROXY || env.GOPRIVATE || '',
    GONOSUMDB: env.GONOSUMDB || env.GOPRIVATE || '',
    GOAUTH: 'netrc',
    GOOS: env.GOOS || 'linux',
    GOARCH: env.GOARCH || 'amd64',
    GOHOSTOS: 'linux',
    GOHOSTARCH: 'amd64',
    CGO_ENABLED: env.CGO_ENABLED === '1' ? '1' : '0',
    CC: env.CC || 'gcc',
  };
}

/** A machine like the official golang image, whose go command also answers `go env`. */
export function goEnvImage(options: GoEnvOptions = {}): MemoryHostOptions {
  const { goroot = '/usr/local/go', env = {}, trees = [], cwd = '/go' } = options;
  const image = {
    PATH: `/go/bin:${goroot}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    HOME: '/root',
    GOPATH: '/go',
    GOTOOLCHAIN: 'local',
    ...env,
  };
  return {
    trees: [goTree(options), { [`${goroot}/go.env`]: GO_ENV_FILE }, ...trees],
    env: Object.fromEntries(Object.entries(image).filter(([, value]) => value !== '')),
    cwd,
    programs: { [`${goroot}/bin/go`]: goCommand(options) },
  };
}

/**
 * A module in /src that requires `requirements`, each `path version`, with its go.sum; pass it with
 * {@link inModule}.
 */
export function moduleTree(requirements: readonly string[] = [], head = 'go 1.26.0'): Tree {
  const require = requirements.map((r) => `require ${r}\n`).join('');
  return {
    '/src/go.mod': `module example.com/app\n\n${head}\n\n${require}`,
    ...(requirements.length === 0 ? {} : { '/src/go.sum': sumsOf(requirements) }),
  };
}

/** Lines of go.sum with both hashes of each module. */
export function sumsOf(modules: readonly string[]): string {
  return modules.map((m) => `${m} h1:${HASH}\n${m}/go.mod h1:${HASH}\n`).join('');
}

const HASH = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';

/** What the module cache holds of a module, `path version`: its go.mod, its hash and its tree. */
export function cachedTree(module: string, cache = '/go/pkg/mod', mod = ''): Tree {
  const [path = '', version = ''] = module.split(' ');
  const at = `${cache}/cache/download/${path}/@v/${version}`;
  return {
    [`${at}.mod`]: mod,
    [`${at}.info`]: '{}',
    [`${at}.ziphash`]: `h1:${HASH}`,
    [`${cache}/${path}@${version}/go.mod`]: mod,
  };
}

/** What `go env` says in {@link moduleTree}. */
export function inModule(options: GoEnvOptions = {}): GoEnvOptions {
  return { cwd: '/src', ...options, values: { GOMOD: '/src/go.mod', ...options.values } };
}
