import { posix } from 'node:path';
import type { Known } from '../../core/known.ts';
import type { Host } from '../../target/host.ts';
import { isUnknown } from '../../target/result.ts';
import { confusesGoEnv } from '../env-answer.ts';
import { type GoSettings, goSetting, parseGoEnvFile } from '../env-file.ts';
import { goAtLeast } from '../release.ts';
import { compiler, usesCgo } from './cgo.ts';
import { type Env, GoFails, type GoProgram, Unsure } from './known.ts';

type Values = Readonly<Record<string, string>>;
type Get = (key: string, otherwise?: string) => string;

/** Levels of processors that every go knows: with others some do not even tell their settings. */
const LEVELS: readonly (readonly [string, RegExp])[] = [
  ['GOAMD64', /^(?:v[1-4])?$/],
  ['GOARM', /^[567]?$/],
  ...['GOARM64', 'GOMIPS', 'GOMIPS64', 'GOPPC64', 'GORISCV64', 'GOWASM', 'GOFIPS140'].map(
    (key) => [key, /^$/] as const,
  ),
];

/**
 * The values that `go env` prints, by key; unknown where it would not answer, or not surely.
 *
 * @throws GoFails
 */
export function modelValues(host: Host, program: GoProgram, env: Env, cwd: string): Known<Values> {
  try {
    return { known: true, value: valuesOf(host, program, env, cwd) };
  } catch (error) {
    if (error instanceof Unsure) return { known: false, why: error.why };
    throw error;
  }
}

function valuesOf(host: Host, program: GoProgram, env: Env, cwd: string): Values {
  const user = userSettings(host, env, cwd);
  const goroot = gorootOf(host, program, env, user);
  const toolchain = goAtLeast(program.version, '1.21') ? settingsIn(host, `${goroot}/go.env`) : NONE;
  const get: Get = (key, otherwise = '') => goSetting(key, env, user, toolchain)?.value ?? otherwise;
  if (get('GOEXPERIMENT') !== '') throw new Unsure({ code: 'go-experiment', data: {} });
  if (confusesGoEnv(get('GOFLAGS')) || /(?:^|\s)--?(?:x|n|C|json)=/.test(get('GOFLAGS')))
    throw new Unsure({ code: 'go-own-flags', data: {} });
  for (const [key, sound] of LEVELS)
    if (!sound.test(get(key))) throw new Unsure({ code: 'go-setting', data: { name: key, value: get(key) } });
  const os = get('GOOS', program.os);
  const arch = get('GOARCH', program.arch);
  const gopath = gopathOf(env, goroot, get);
  const [first = ''] = gopath.split(':');
  const inGopath = (name: string) => (first === '' ? '' : posix.join(first, name));
  const modules = modulesOf(get('GO111MODULE'));
  const work = modules === 'off' ? '' : workspace(host, cwd, goroot, get);
  const mod = gomod(host, cwd, modules, work);
  return {
    GO111MODULE: get('GO111MODULE'),
    GOARCH: arch,
    GOAUTH: goAtLeast(program.version, '1.24') ? get('GOAUTH', 'netrc') : '',
    GOBIN: binOf(get, program, modules === 'on' || mod !== '' ? [first] : gopath.split(':'), cwd),
    GOCACHE: cacheOf(env, get),
    GOFLAGS: get('GOFLAGS'),
    GOHOSTARCH: program.arch,
    GOHOSTOS: program.os,
    GOINSECURE: get('GOINSECURE'),
    GOMOD: mod,
    GOMODCACHE: get('GOMODCACHE', inGopath('pkg/mod')),
    GONOPROXY: get('GONOPROXY', get('GOPRIVATE')),
    GONOSUMDB: get('GONOSUMDB', get('GOPRIVATE')),
    GOOS: os,
    GOPATH: gopath,
    GOPRIVATE: get('GOPRIVATE'),
    // From 1.21 on the defaults stand in go.env.
    GOPROXY: get('GOPROXY', goAtLeast(program.version, '1.21') ? '' : 'https://proxy.golang.org,direct'),
    GOROOT: goroot,
    GOSUMDB: get('GOSUMDB', goAtLeast(program.version, '1.21') ? '' : 'sum.golang.org'),
    GOTMPDIR: get('GOTMPDIR'),
    GOVCS: get('GOVCS'),
    GOVERSION: program.version,
    GOWORK: get('GOWORK') === 'off' ? 'off' : work,
    CC: get('CC') || compiler(host, goroot, os, arch),
    CGO_ENABLED: usesCgo(host, program, env, { os, arch, goroot, asked: get('CGO_ENABLED') }) ? '1' : '0',
  };
}

const NONE: GoSettings = new Map();

/** GOENV names the file, as {@link quietGoEnv} sets it. */
function userSettings(host: Host, env: Env, cwd: string): GoSettings {
  const path = env.GOENV ?? 'off';
  if (path === 'off' || path === '') return NONE;
  return settingsIn(host, path.startsWith('/') ? path : `${cwd}/${path}`);
}

function settingsIn(host: Host, path: string): GoSettings {
  const file = host.readFile(path, { maxBytes: 1024 * 1024 });
  if (file.ok) return parseGoEnvFile(file.value.toString('utf8'));
  // What this user may not read go passes over too.
  if (isUnknown(file.error) && file.error.code !== 'EACCES')
    throw new Unsure({ code: 'go-file', data: { path, errno: file.error.code } });
  return NONE;
}

function gorootOf(host: Host, { path, trimmed }: GoProgram, env: Env, user: GoSettings): string {
  const named = goSetting('GOROOT', env, user, NONE)?.value;
  if (named !== undefined) {
    const goroot = posix.normalize(named).replace(/(.)\/$/, '$1');
    if (!goroot.startsWith('/'))
      throw new Unsure({ code: 'go-relative', data: { name: 'GOROOT', value: named } });
    if (isThere(host, goroot)) return goroot;
    throw new GoFails(`go: cannot find GOROOT directory: ${goroot}\n`, 2);
  }
  const above = [posix.join(path, '../..'), posix.join(path, '../../..')];
  const found = above.find((directory) => isThere(host, `${directory}/pkg/tool`));
  if (found !== undefined) return found;
  if (!trimmed) throw new Unsure({ code: 'go-root', data: { file: path } });
  throw new GoFails("go: cannot find GOROOT directory: 'go' binary is trimmed and GOROOT is not set\n", 2);
}

/** For go what it may not look at is not there; what nobody can know may be. */
function isThere(host: Host, directory: string): boolean {
  const stat = host.stat(directory);
  if (stat.ok) return stat.value.type === 'directory';
  if (isUnknown(stat.error) && stat.error.code !== 'EACCES')
    throw new Unsure({ code: 'go-presence', data: { path: directory, errno: stat.error.code } });
  return false;
}

function gopathOf({ HOME }: Env, goroot: string, get: Get): string {
  const home = HOME ? posix.join(HOME, 'go') : '';
  const given = get('GOPATH');
  const gopath = given || (home === goroot ? '' : home);
  if (gopath.split(':').some((part) => part !== '' && !part.startsWith('/')))
    throw new Unsure({ code: 'go-relative', data: { name: 'GOPATH', value: gopath } });
  return gopath;
}

function modulesOf(asked: string): 'on' | 'off' | 'auto' {
  if (asked === '' || asked === 'on') return 'on';
  if (asked === 'off' || asked === 'auto') return asked;
  throw new GoFails(`go: unknown environment setting GO111MODULE=${asked}\n`, 1, true);
}

function cacheOf({ XDG_CACHE_HOME, HOME }: Env, get: Get): string {
  const named = get('GOCACHE');
  if (named !== '') return named.startsWith('/') ? named : 'off';
  if (XDG_CACHE_HOME) return XDG_CACHE_HOME.startsWith('/') ? posix.join(XDG_CACHE_HOME, 'go-build') : 'off';
  return HOME ? posix.join(HOME, '.cache/go-build') : 'off';
}

function workspace(host: Host, cwd: string, goroot: string, get: Get): string {
  const named = get('GOWORK');
  if (named === 'off') return '';
  if (named !== '' && named !== 'auto') {
    if (named.startsWith('/')) return named;
    throw new Unsure({ code: 'go-relative', data: { name: 'GOWORK', value: named } });
  }
  return nearest(host, cwd, 'go.work', goroot);
}

function gomod(host: Host, cwd: string, modules: 'on' | 'off' | 'auto', work: string): string {
  if (modules === 'off') return '';
  // Of several modules of a workspace go names the one that it stands in.
  const found = nearest(host, cwd, 'go.mod', null);
  if (work !== '' && found === '') throw new Unsure({ code: 'go-module', data: {} });
  return found || (modules === 'auto' ? '' : '/dev/null');
}

/** The file of that name in the directory or one above it, as far up as `end`. */
function nearest(host: Host, directory: string, name: string, end: string | null): string {
  for (let at = posix.normalize(directory).replace(/(.)\/$/, '$1'); ; at = posix.dirname(at)) {
    const path = at === '/' ? `/${name}` : `${at}/${name}`;
    const stat = host.stat(path);
    if (stat.ok && stat.value.type !== 'directory') return path;
    if (!stat.ok && stat.error.code === 'NOT_KNOWN')
      throw new Unsure({ code: 'go-presence', data: { path, errno: null } });
    if (at === '/' || posix.dirname(at) === end) return '';
  }
}

/**
 * From 1.27 on it prints where programs would go, too: without modules into that part of GOPATH that the working
 * directory begins with (envcmd.go), else into the first.
 */
function binOf(get: Get, { version }: GoProgram, gopath: readonly string[], cwd: string): string {
  const named = get('GOBIN');
  if (named !== '' || !goAtLeast(version, '1.27')) return named;
  if (gopath.length > 1 && gopath.includes('')) throw new Unsure({ code: 'go-bin', data: {} });
  const at = gopath.find((one) => cwd.startsWith(one)) ?? gopath[0] ?? '';
  return at === '' ? '' : posix.join(at, 'bin');
}
