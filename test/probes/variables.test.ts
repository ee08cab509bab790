import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { GO_ENV_KEYS } from '../../src/go/env-keys.ts';
import type { Host } from '../../src/target/host.ts';
import { healthyHost } from '../support/memory/healthy-host.ts';
import { judgeHost } from '../support/probes/judge-host.ts';

type Slip = 'quoted' | 'carriage return' | 'blank' | 'comment';

const SLIPS: Readonly<Record<Slip, (value: string) => string>> = {
  quoted: (value) => `"${value}"`,
  'carriage return': (value) => `${value}\r`,
  blank: (value) => `${value} `,
  comment: (value) => `${value} # what it is for`,
};
const EVERY = Object.keys(SLIPS) as readonly Slip[];
/** Go takes blanks off each word itself, and a carriage return is one. */
const NO_BLANKS: readonly Slip[] = ['quoted', 'comment'];

interface Told {
  /** A value with which there is nothing to say. */
  readonly value: string;
  /** With which of the slips something is said. */
  readonly told: readonly Slip[];
}

const CA = '/etc/ssl/certs/ca-certificates.crt';

/** Variables whose slips are told, as far as the in-memory go answers as the real one does. */
const TOLD: Readonly<Record<string, Told>> = {
  HOME: { value: '/root', told: EVERY },
  TMPDIR: { value: '/tmp', told: EVERY },
  TZ: { value: 'UTC', told: EVERY },
  XDG_CACHE_HOME: { value: '/root/.cache', told: EVERY },
  GOPATH: { value: '/go', told: EVERY },
  GOCACHE: { value: '/root/.cache/go-build', told: ['carriage return', 'blank', 'comment'] },
  GOMODCACHE: { value: '/go/pkg/mod', told: EVERY },
  GOBIN: { value: '/go/bin', told: EVERY },
  GOROOT: { value: '/usr/local/go', told: ['quoted'] },
  GOTMPDIR: { value: '/tmp', told: EVERY },
  GOPROXY: { value: 'https://proxy.golang.org,direct', told: NO_BLANKS },
  GOSUMDB: { value: 'sum.golang.org', told: NO_BLANKS },
  GOFLAGS: { value: '-trimpath', told: ['comment'] },
  GOTOOLCHAIN: { value: 'local', told: EVERY },
  GOPRIVATE: { value: 'corp.example', told: EVERY },
  GONOPROXY: { value: 'corp.example', told: EVERY },
  GONOSUMDB: { value: 'corp.example', told: EVERY },
  GOOS: { value: 'linux', told: EVERY },
  GOARCH: { value: 'amd64', told: EVERY },
  GOAMD64: { value: 'v2', told: EVERY },
  CGO_ENABLED: { value: '0', told: EVERY },
  GOWORK: { value: 'off', told: EVERY },
  SSL_CERT_FILE: { value: CA, told: EVERY },
  SSL_CERT_DIR: { value: '/etc/ssl/certs', told: EVERY },
  NODE_EXTRA_CA_CERTS: { value: CA, told: EVERY },
  GOMAXPROCS: { value: '2', told: EVERY },
  GOMEMLIMIT: { value: '460MiB', told: EVERY },
  GOGC: { value: '50', told: EVERY },
  ...Object.fromEntries(
    ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].map((name) => [
      name,
      { value: 'http://proxy.corp.example:3128', told: EVERY },
    ]),
  ),
};

/** The others, each with its reason. */
const NOT_TOLD: Readonly<Record<string, string>> = {
  PATH: 'an entry that is no directory is passed over by everybody; what is then not found is told',
  GO111MODULE: 'go itself refuses: go-env/modules-invalid, by its failure',
  GOENV: 'a file that is named and not there is told whatever the name',
  GOINSECURE: 'that it is set at all is told; its patterns are as those of GOPRIVATE',
  GOVCS: 'go reads it where a module comes from its repository: go-env/vcs-rules-invalid',
  GOAUTH: 'go reads it where something is fetched: go-env/auth-invalid',
  GOCACHEPROG: 'a program that is not there is told whatever the name',
  GOEXPERIMENT: 'only asked whether a word is in it',
  LOCALDOMAIN: 'its words are domains: any is one',
  RES_OPTIONS: 'resolvers pass over what they do not know',
  HOSTALIASES: 'only asked whether it is set',
  GOVERSION: 'an answer of go, not a setting',
  GOMOD: 'an answer of go, not a setting',
  GOHOSTOS: 'an answer of go, not a setting',
  GOHOSTARCH: 'an answer of go, not a setting',
  CC: 'a program that is not there is told: go-env/cgo-without-compiler',
  CPATH: 'only asked whether it is set: the C compiler may then find headers elsewhere',
  C_INCLUDE_PATH: 'as CPATH',
  GCCGO: 'a program that is not there is told where GOFLAGS asks for it: go-env/flags-invalid',
  GODEBUG: 'Go passes over what it does not know in it',
  NETRC: 'a file of credentials that is not there is as none',
  ZONEINFO: 'with it a manifest alone says nothing of a zone',
  TZDIR: 'glibc goes on to UTC, which the comparison of the runtimes tells',
  XDG_CONFIG_HOME: 'it is where the file of go env -w is looked for, which most containers have not',
  NODE_OPTIONS: 'Node itself ends at what it does not know',
  NODE_USE_SYSTEM_CA: 'Node takes 1 alone for yes',
  SHELL: 'behind flock -c: a shell that is not there is told as app/missing',
  SUDO_UID: 'sudo sets it',
  LD_LIBRARY_PATH: 'it is handed on as it is',
  UV_THREADPOOL_SIZE: 'where Node runs: limits/threadpool-invalid, test/real/limits/threads.test.ts',
  NO_PROXY: 'where a proxy is named, entries that nobody reads are told: test/probes/proxy',
  no_proxy: 'as NO_PROXY',
  REQUEST_METHOD: 'only asked whether it is set',
  KUBERNETES_SERVICE_HOST: 'the kubelet sets it',
  KUBERNETES_SERVICE_PORT: 'the kubelet sets it',
  NODE_USE_ENV_PROXY: 'Node takes 1 alone for yes',
  NODE_TLS_REJECT_UNAUTHORIZED: 'Node takes 0 alone for no: test/real/ca-certs/client-settings.test.ts',
  GIT_SSL_NO_VERIFY: 'git takes any value for yes: test/real/ca-certs/client-settings.test.ts',
  GIT_SSL_CAINFO:
    'a file that is not there is told where there is a git: test/real/ca-certs/client-settings.test.ts',
  PROBE_ENV_TIMEOUT: 'of an exec probe in a manifest; there the option itself is refused',
  PROBE_ENV_PID: 'of an exec probe in a manifest; there the option itself is refused',
  GIT_DIR: 'git is asked what it makes of it',
  GIT_OBJECT_DIRECTORY: 'only asked whether it is set: objects may then lie elsewhere',
  GIT_CONFIG_GLOBAL: 'git passes over a file that is not there',
  GIT_CONFIG_SYSTEM: 'git passes over a file that is not there',
  GIT_CONFIG_NOSYSTEM: 'git takes it for a yes or no',
  GIT_CONFIG_COUNT: 'git takes it for a number',
  HOSTNAME: 'the runtime sets it; the shortest name of a pod',
  POD_NAME: 'the manifest fills it from the downward API; the name of a pod that is to be restarted',
  POD_NAMESPACE: 'as POD_NAME',
  JAVA_TOOL_OPTIONS: 'a fact: the JVM itself ends at an option that it does not know',
  JDK_JAVA_OPTIONS: 'as JAVA_TOOL_OPTIONS',
  _JAVA_OPTIONS: 'as JAVA_TOOL_OPTIONS',
};

describe('variables that probes read', () => {
  it('are all in the table', async () => {
    const read = new Set<string>([
      ...GO_ENV_KEYS,
      ...named('probes'),
      ...named('src/target'),
      ...named('src/go'),
    ]);
    const host = healthyHost();
    const env = new Proxy(host.env, {
      get: (target, name) => {
        read.add(String(name));
        return Reflect.get(target, name);
      },
    });
    for (const probe of probes) await judgeHost(probe, { ...host, env });
    const known = [...Object.keys(TOLD), ...Object.keys(NOT_TOLD)];
    expect([...read].filter((name) => !known.includes(name)).sort()).toEqual([]);
    expect(known.filter((name) => !read.has(name)).sort()).toEqual([]);
  });

  it.each(Object.entries(TOLD))('%s: a slip is told, and a sound value is not', async (name, one) => {
    const { value, told } = one;
    const sound = await said(name, value);
    for (const slip of EVERY) {
      const more = [...(await said(name, SLIPS[slip](value)))].filter((rule) => !sound.has(rule));
      expect({ slip, told: more.length > 0 }).toEqual({ slip, told: told.includes(slip) });
    }
  });
});

/** The rules that fire with a value. */
async function said(name: string, value: string): Promise<ReadonlySet<string>> {
  const base = healthyHost();
  const host: Host = { ...base, env: { ...base.env, [name]: value } };
  const rules = await Promise.all(probes.map(async (probe) => (await judgeHost(probe, host)).rules));
  return new Set(rules.flat());
}

/** Names that a folder's files read from an environment by name. */
function named(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts'));
  return files.flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const dotted = [...text.matchAll(/\benv(?:ironment)?\.([A-Z][A-Z0-9_]+)\b/g)].map(
      ([, name = '']) => name,
    );
    const taken = [...text.matchAll(/\{([^{}]+)\} = [\w.]*\benv(?:ironment)?;/g)].flatMap(([, list = '']) =>
      [...list.matchAll(/\b[A-Z][A-Z0-9_]+\b/g)].map(([name]) => name),
    );
    return [...dotted, ...taken];
  });
}
