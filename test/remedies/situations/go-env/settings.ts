import { ROOT, type Situation, USER } from '../../situation.ts';
import { ANY, envFile, GIT, inApp, inPlain, SHELLS, TWO } from '../go.ts';

const BOTH = [ROOT, USER];
type Beside = Parameters<typeof inPlain>[1];
const plain = (rule: string, beside: Beside) => inPlain(`go-env/${rule}`, beside);
/** A variable with that value, set by the image: tried are what sets it there, and what overrides it. */
const set = (rule: string, key: string, value: string, more: Partial<Situation> = {}) =>
  plain(rule, {
    what: `${key}=${value}`,
    roots: ['distroless'],
    env: { [key]: value },
    envBy: 'image',
    ...more,
  });
/** A line of the file of go env -w. */
const line = (rule: string, text: string, more: Partial<Situation> = {}) =>
  plain(rule, {
    what: `${text} in the go env file`,
    roots: ['alpine'],
    as: [USER],
    broken: envFile(text),
    ...more,
  });

/** A module of one's own is required, and the file of go env -w says that nothing is verified. */
const ownModule = (text: string) =>
  line(text.endsWith('off') ? 'sumdb-off' : 'sumdb-invalid', text, {
    what: `${text} in the go env file, and a module of one's own`,
    broken: [...envFile(text), 'echo "require git.corp.internal/team/lib v1.0.0" >>src/go.mod'],
    works: [],
    commands: ['[ "$(go env GOSUMDB GONOSUMDB | xargs)" = "sum.golang.org git.corp.internal" ]'],
  });

const files: readonly Situation[] = [
  plain('directory-missing', {
    what: 'the policy names it',
    cwd: '/',
    broken: ['rm -rf src'],
    policy: 'goEnv: { directory: /src/app }\n',
    works: [],
    commands: [],
  }),
  set('goroot-missing', 'GOROOT', '/usr/lib/go-1.21'),
  line('goroot-missing', 'GOROOT=/usr/lib/go-1.21', { roots: ['debian'], as: BOTH }),
  line('env-file-defect', 'GOSUMDB=sum.golang.org\\r'),
  line('env-file-defect', 'export GOFLAGS=-trimpath'),
  line('env-file-defect', 'GOSUMDB="sum.golang.org"'),
  line('env-file-defect', 'GOPROXY=https://proxy.example.com '),
  set('path-misspelt', 'GOCACHE', '/tmp/go-build '),
  line('path-misspelt', 'GOMODCACHE=/tmp/modules # of the build'),
  set('env-file-unread', 'GOENV', '/etc/go/env'),
  plain('env-file-unread', {
    what: 'a file of root',
    roots: ANY,
    as: [USER],
    env: { GOENV: '/etc/go/env' },
    broken: ['mkdir -p etc/go && echo GOFLAGS=-trimpath >etc/go/env && chmod 600 etc/go/env'],
  }),
  plain('go-env-file-missing', {
    what: 'it was not copied',
    roots: ANY,
    as: BOTH,
    broken: ['rm usr/local/go/go.env'],
    image: { GOTOOLCHAIN: '' },
  }),
  plain('unexpected-value', {
    what: 'GOFLAGS',
    roots: TWO,
    env: { GOFLAGS: '-v' },
    policy: 'goEnv: { expect: { GOFLAGS: -trimpath } }\n',
  }),
  plain('unexpected-value', {
    what: 'GOPROXY, which nobody set',
    policy: 'goEnv: { expect: { GOPROXY: "https://proxy.example.com" } }\n',
  }),
];

const proxies: readonly Situation[] = [
  set('proxy-empty', 'GOPROXY', ','),
  line('proxy-empty', 'GOPROXY=,'),
  plain('proxy-empty', {
    what: 'go.env has no line',
    broken: ['sed -i /GOPROXY/d usr/local/go/go.env'],
  }),
  ...['none', 'https://proxy.example.com,none', '"https://proxy.example.com"'].map((value) =>
    set('proxy-invalid', 'GOPROXY', value),
  ),
  line('proxy-invalid', 'GOPROXY=none'),
  inApp('go-env/proxy-off', {
    what: 'a module is missing',
    roots: TWO,
    as: BOTH,
    env: { GOPROXY: 'off' },
    works: [],
  }),
  inApp('go-env/proxy-direct-only', {
    what: 'no git',
    roots: [...SHELLS, 'ubi', 'suse'],
    as: [ROOT],
    env: { GOPROXY: 'direct' },
    works: [],
  }),
  inApp('go-env/proxy-direct-only', {
    what: 'no git, no shell',
    roots: ['distroless'],
    as: [USER],
    env: { GOPROXY: 'direct' },
    works: [],
  }),
  set('proxy-unreachable-entry', 'GOPROXY', 'direct,https://proxy.example.com'),
  set('proxy-unreachable-entry', 'GOPROXY', 'off,https://proxy.example.com'),
  line('proxy-unreachable-entry', 'GOPROXY=direct,https://proxy.example.com'),
  set('proxy-plain-http', 'GOPROXY', 'http://athens.build.svc,direct'),
  line('proxy-plain-http', 'GOPROXY=http://athens.build.svc'),
  plain('noproxy-bypasses-proxy-off', {
    what: 'GOPRIVATE',
    as: BOTH,
    env: { GOPROXY: 'off', GOPRIVATE: 'corp.example.com' },
  }),
  plain('noproxy-bypasses-proxy-off', {
    what: 'GONOPROXY',
    env: { GOPROXY: 'off', GONOPROXY: 'corp.example.com' },
  }),
  plain('https-proxy-invalid', {
    what: 'quotes of an env file',
    env: { HTTPS_PROXY: '"http://proxy.corp.example:3128"' },
  }),
  set('sumdb-off', 'GOSUMDB', 'off'),
  ...['GOSUMDB=off', 'GOSUMDB=none'].map((text) => ownModule(text)),
  line('sumdb-off', 'GOSUMDB=off'),
  set('sumdb-invalid', 'GOSUMDB', 'sum.golang.org+insecure'),
  set('sumdb-invalid', 'GOSUMDB', '"sum.golang.org"'),
  line('sumdb-invalid', 'GOSUMDB=none'),
  set('insecure-set', 'GOINSECURE', 'git.corp.example.com'),
  line('insecure-set', 'GOINSECURE=git.corp.example.com'),
  ...[
    'a.example.com, git.example.com',
    'https://git.example.com',
    '{a,b}.example.com',
    'example.com;a.example.com',
  ].map((value) => set('private-pattern-ineffective', 'GOPRIVATE', value)),
  line('private-pattern-ineffective', 'GONOSUMDB=a.example.com, git.example.com'),
  plain('private-module-exposed', {
    what: 'nothing is set',
    as: BOTH,
    policy: 'goEnv: { privateModules: [git.example.com/team] }\n',
  }),
  plain('private-module-exposed', {
    what: 'a pattern beside it',
    env: { GOPRIVATE: '*.git.example.com' },
    policy: 'goEnv: { privateModules: [git.example.com/team] }\n',
  }),
  plain('private-module-exposed', {
    what: 'GONOSUMDB decides',
    env: { GONOSUMDB: 'other.example.com' },
    policy: 'goEnv: { privateModules: [git.example.com/team] }\n',
  }),
  inApp('go-env/module-blocked', {
    what: 'no git',
    roots: SHELLS,
    env: { GOPRIVATE: 'example.com' },
    works: [],
  }),
  inApp('go-env/module-blocked', {
    what: 'GOVCS allows nothing',
    roots: ['debian'],
    env: { GOPRIVATE: 'example.com', GOVCS: 'private:off' },
    broken: GIT,
    works: [],
  }),
];

const building: readonly Situation[] = [
  set('failed', 'GOEXPERIMENT', 'nosuch'),
  set('modules-invalid', 'GO111MODULE', 'ON'),
  line('modules-invalid', 'GO111MODULE=ON', { roots: ['debian'], as: BOTH }),
  set('modules-off', 'GO111MODULE', 'off'),
  line('modules-off', 'GO111MODULE=off'),
  set('modules-auto', 'GO111MODULE', 'auto', { cwd: '/', works: [] }),
  line('modules-auto', 'GO111MODULE=auto', { cwd: '/', works: [] }),
  set('gopath-relative', 'GOPATH', '~/go', { as: BOTH }),
  set('gopath-relative', 'GOPATH', 'go', { as: BOTH }),
  set('gopath-relative', 'GOPATH', '~/go:/srv/gopath'),
  line('gopath-relative', 'GOPATH=~/go', { image: { GOPATH: '' } }),
  line('gopath-relative', 'GOPATH=/srv/gopath:go', { image: { GOPATH: '' } }),
  set('gopath-is-goroot', 'GOPATH', '/usr/local/go', { as: BOTH }),
  set('gopath-is-goroot', 'GOPATH', '/usr/local/go:/srv/gopath'),
  line('gopath-is-goroot', 'GOPATH=/usr/local/go', { image: { GOPATH: '' } }),
  plain('gopath-empty', {
    what: 'no HOME',
    as: BOTH,
    broken: ['mkdir -m 1777 cache'],
    image: { HOME: '', GOPATH: '', GOCACHE: '/cache/build', GOMODCACHE: '/cache/mod' },
  }),
  plain('cache-undefined', { what: 'no HOME', roots: TWO, as: BOTH, image: { HOME: '', GOPATH: '' } }),
  ...['-mod vendor', '-shiny=1', '-trimpath -shiny', '-p=0', '-ldflags=-s -w'].map((value) =>
    set('flags-invalid', 'GOFLAGS', value),
  ),
  line('flags-invalid', 'GOFLAGS=-shiny'),
  set('cgo-invalid', 'CGO_ENABLED', 'false'),
  set('cgo-invalid', 'CGO_ENABLED', 'off'),
  line('cgo-invalid', 'CGO_ENABLED=false'),
  set('cgo-without-compiler', 'CGO_ENABLED', '1', { roots: [...TWO, 'ubi', 'suse'], as: BOTH, works: [] }),
  set('cgo-without-compiler', 'CC', 'clang', { roots: ['debian'], works: [] }),
  set('cross-target', 'GOARCH', 'arm64'),
  set('cross-target', 'GOOS', 'windows'),
  set('build-cache-misplaced', 'GOCACHE', '/proc/go-build'),
  set('level-misspelt', 'GOAMD64', '"v1"'),
  set('float-unknown', 'GO386', '387', { env: { GOARCH: '386', GO386: '387' } }),
  line('float-unknown', 'GO386="SSE2"', { env: { GOARCH: '386' } }),
  set('target-unknown', 'GOARCH', 'x86_64'),
  set('target-unknown', 'GOARCH', 'linux/amd64'),
  set('target-unknown', 'GOOS', 'debian'),
  line('target-unknown', 'GOARCH=x86_64'),
  set('auth-invalid', 'GOAUTH', 'git'),
  set('auth-invalid', 'GOAUTH', 'netrc;'),
  line('auth-invalid', 'GOAUTH=off;netrc'),
  set('vcs-rules-invalid', 'GOVCS', 'git'),
  set('vcs-rules-invalid', 'GOVCS', 'private:all,git'),
  line('vcs-rules-invalid', 'GOVCS=git'),
  set('bin-relative', 'GOBIN', '~/bin', { as: BOTH }),
  set('bin-relative', 'GOBIN', 'bin'),
  line('bin-relative', 'GOBIN=~/bin'),
  plain('bin-cross', { what: 'GOBIN and GOARCH', env: { GOBIN: '/go/bin', GOARCH: 'arm64' }, works: [] }),
  set('cache-program-missing', 'GOCACHEPROG', '/usr/local/bin/cacher --dir /x'),
  plain('cache-program-missing', {
    what: 'without an x bit',
    roots: ANY,
    as: BOTH,
    env: { GOCACHEPROG: '/usr/local/bin/cacher' },
    broken: [
      'mkdir -p usr/local/bin && cp $F/context/server usr/local/bin/cacher && chmod 644 usr/local/bin/cacher',
    ],
    works: [],
  }),
  set('tmpdir-invalid', 'GOTMPDIR', '/build/tmp', { as: BOTH }),
  set('tmpdir-invalid', 'GOTMPDIR', 'tmp', { as: BOTH }),
  set('tmpdir-invalid', 'GOTMPDIR', '"/tmp"'),
  line('tmpdir-invalid', 'GOTMPDIR=/build/tmp'),
];

export const settings: readonly Situation[] = [...files, ...proxies, ...building];
