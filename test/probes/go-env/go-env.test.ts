import { describe, expect, it } from 'vitest';
import { goEnv } from '../../../probes/go-env/index.ts';
import type { AnyProbe } from '../../../src/core/probe.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { directory, file, program, special, type Tree } from '../../support/memory/tree.ts';
import {
  cachedTree,
  type GoEnvOptions,
  goEnvImage,
  inModule,
  moduleTree,
  sumsOf,
} from '../../support/memory/trees/go-env.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { type RuleCase, testRuleCases } from '../../support/probes/rule-cases.ts';

type Env = Readonly<Record<string, string>>;

const image = (options: GoEnvOptions = {}) => memoryHost(goEnvImage(options));
const withEnv = (env: Env): RuleCase => ({ host: () => image({ env }) });
const withModule = (trees: readonly Tree[], options: GoEnvOptions = {}): RuleCase => ({
  host: () => image(inModule({ trees, ...options })),
});
/** A machine whose go does what `act` says, whatever it is asked. */
const withGo = (act: Parameters<typeof memoryHost>[0], env: Env = {}): RuleCase => ({
  host: () => memoryHost({ ...goEnvImage({ env }), ...act }),
});
/** Files of a workspace in /src, looked at from /src/b. */
const inWorkspace = (work: string, files: Tree): RuleCase => ({
  host: () =>
    image({
      cwd: '/src/b',
      trees: [{ '/src/b': directory(), '/src/go.work': work, ...files }],
      values: { GOWORK: '/src/go.work', GOMOD: '/src/b/go.mod' in files ? '/src/b/go.mod' : '/dev/null' },
    }),
});
/** The same machine for a user without rights. */
const asUser = (options: GoEnvOptions, trees: readonly Tree[]): RuleCase => ({
  host: () =>
    memoryHost({
      ...goEnvImage({ ...options, trees }),
      ids: { uid: 1000, euid: 1000, gid: 1000, egid: 1000, groups: [] },
    }),
});
const go = '/usr/local/go/bin/go';
const TEXT = 'golang.org/x/text v0.14.0';

/** What links.ts adds is no finding of the probe alone; see links.test.ts. */
const own: AnyProbe = {
  ...goEnv,
  rules: async () => {
    const { 'roots-missing': _, ...rules } = await goEnv.rules();
    return rules;
  },
};

describe('go-env', () => {
  testRuleCases(own, {
    failed: withGo({
      programs: { [go]: () => ({ code: 1, stderr: 'go: invalid GOAMD64: must be v1, v2\n' }) },
    }),
    'timed-out': withGo({ programs: { [go]: () => ({ kind: 'timed-out', afterMs: 850 }) } }),
    unparsable: withGo({ programs: { [go]: () => ({ stdout: 'Welcome to go!\n{"GOROOT": "/x"}\n' }) } }),
    'directory-missing': { host: () => image(), policy: { goEnv: { directory: '/nowhere' } } },
    'goroot-missing': withGo(
      { programs: { [go]: () => ({ code: 2, stderr: 'go: cannot find GOROOT directory: /opt/go\n' }) } },
      { GOROOT: '/opt/go' },
    ),
    'modules-invalid': withGo(
      { programs: { [go]: () => ({ code: 1, stderr: 'go: unknown environment setting GO111MODULE=ON\n' }) } },
      { GO111MODULE: 'ON' },
    ),
    'gopath-relative': withGo(
      {
        programs: {
          [go]: () => ({ code: 2, stderr: "go: GOPATH entry cannot start with shell metacharacter '~'\n" }),
        },
      },
      { GOPATH: '~/go' },
    ),
    'env-file-defect': {
      host: () =>
        image({
          values: { GOSUMDB: 'off\r' },
          trees: [{ '/root/.config/go/env': 'GOSUMDB=off\r\n' }],
        }),
    },
    'env-file-unread': withEnv({ GOENV: '/etc/go/env' }),
    'go-env-file-missing': {
      host: () =>
        image({
          env: { GOTOOLCHAIN: '' },
          values: { GOPROXY: '', GOSUMDB: '' },
          trees: [{ '/usr/local/go/go.env': null }],
        }),
    },
    'unexpected-value': { host: () => image(), policy: { goEnv: { expect: { GOFLAGS: '-mod=vendor' } } } },
    'modules-off': withEnv({ GO111MODULE: 'off' }),
    'modules-auto': withEnv({ GO111MODULE: 'auto' }),
    'module-missing': { host: () => image(), policy: { goEnv: { requireModule: true } } },
    'module-not-a-file': {
      host: () =>
        image({ cwd: '/src', trees: [{ '/src/go.mod': directory() }], values: { GOMOD: '/dev/null' } }),
    },
    'go-mod-invalid': withModule([
      { '/src/go.mod': 'module example.com/app\n\ngo 1.26.0\nrequires x.com/y v1.0.0\n' },
    ]),
    'go-work-missing': withModule([moduleTree()], {
      env: { GOWORK: '/src/go.work' },
      values: { GOWORK: '/src/go.work' },
    }),
    'vendor-missing': withModule([moduleTree([TEXT])], { env: { GOFLAGS: '-mod=vendor' } }),
    'vendor-list-directory': withModule([moduleTree([]), { '/src/vendor/modules.txt': directory() }]),
    'vendor-inconsistent': withModule([
      moduleTree([TEXT]),
      {
        '/src/vendor/modules.txt':
          '# golang.org/x/text v0.13.0\n## explicit; go 1.17\ngolang.org/x/text/width\n',
      },
    ]),
    'toolchain-download': withModule([moduleTree([], 'go 1.27.0')], { env: { GOTOOLCHAIN: '' } }),
    'toolchain-too-old': withModule([moduleTree([], 'go 1.27.0')]),
    'toolchain-invalid': withEnv({ GOTOOLCHAIN: '1.26.0' }),
    'toolchain-unverifiable': {
      host: () =>
        image({
          // With proxies off nothing is fetched, so that GOSUMDB=off alone is no finding.
          env: { GOTOOLCHAIN: 'go1.28.1', GOSUMDB: 'off', GOPROXY: 'off' },
          trees: [
            cachedTree('golang.org/toolchain v0.0.1-go1.28.1.linux-amd64'),
            { '/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.28.1.linux-amd64/bin/go': program() },
          ],
        }),
    },
    'proxy-empty': withEnv({ GOPROXY: ' , ' }),
    'proxy-invalid': withEnv({ GOPROXY: 'none' }),
    'proxy-off': withModule([moduleTree([TEXT])], { env: { GOPROXY: 'off' } }),
    'proxy-direct-only': withEnv({ GOPROXY: 'direct' }),
    'proxy-unreachable-entry': withEnv({ GOPROXY: 'direct,https://proxy.example.com' }),
    'proxy-plain-http': withEnv({ GOPROXY: 'http://athens.build.svc:3000,direct' }),
    'proxy-credentials': withEnv({ GOPROXY: 'https://ci:hunter2@proxy.example.com' }),
    'noproxy-bypasses-proxy-off': {
      host: () =>
        image({
          env: { GOPROXY: 'off', GOPRIVATE: 'git.example.com' },
          trees: [{ '/go/pkg/mod/cache/download/golang.org/x/text/@v/list': '' }],
        }),
    },
    'sumdb-off': withEnv({ GOSUMDB: 'off' }),
    'sumdb-invalid': withEnv({ GOSUMDB: 'sum.golang.org+insecure' }),
    'insecure-set': withEnv({ GOINSECURE: 'git.example.com' }),
    'private-pattern-ineffective': withEnv({ GOPRIVATE: 'a.example.com, b.example.com' }),
    'private-module-exposed': {
      host: () => image(),
      policy: { goEnv: { privateModules: ['git.example.com/team'] } },
    },
    'module-blocked': withModule([moduleTree(['git.example.com/team/lib v1.0.0'])], {
      env: { GOPRIVATE: 'git.example.com' },
    }),
    'gopath-empty': withEnv({ GOPATH: '', HOME: '', GOCACHE: '/cache/build', GOMODCACHE: '/cache/mod' }),
    'gopath-is-goroot': withEnv({ GOPATH: '/usr/local/go/' }),
    'cache-undefined': withEnv({ GOPATH: '', HOME: '' }),
    'flags-invalid': withEnv({ GOFLAGS: '-mod vendor' }),
    'cgo-invalid': withEnv({ CGO_ENABLED: 'true' }),
    'cgo-without-compiler': withEnv({ CGO_ENABLED: '1' }),
    // A compiler whose recommended packages were left out.
    'cgo-headers-missing': withModule(
      [moduleTree([]), { '/src/main.go': 'package main\n\nimport "net/http"\n', '/usr/bin/gcc': program() }],
      { values: { CGO_ENABLED: '1', CC: 'gcc' } },
    ),
    'cross-target': withEnv({ GOARCH: 'arm64' }),
    'target-unknown': withEnv({ GOARCH: 'x86_64' }),
    // That the machine is another one is meant, and not repeated here.
    'float-unknown': withModule([moduleTree([])], { env: { GO386: '387' }, values: { GOARCH: '386' } }),
    'level-misspelt': withEnv({ GOAMD64: '"v2"' }),
    'auth-invalid': withEnv({ GOAUTH: 'git' }),
    'vcs-rules-invalid': withEnv({ GOVCS: 'git' }),
    'bin-relative': withEnv({ GOBIN: '~/bin' }),
    'path-misspelt': withEnv({
      GOPATH: '/srv/go\r',
      GOMODCACHE: '/go/pkg/mod',
      GOCACHE: '/root/.cache/go-build',
    }),
    // Whoever sets GOARCH means it: the remark that it is another machine's is not repeated here.
    'bin-cross': {
      host: () => image({ env: { GOBIN: '/usr/local/bin' }, values: { GOARCH: 'arm64' } }),
    },
    'cache-program-missing': withEnv({ GOCACHEPROG: '/usr/local/bin/cacher --dir /x' }),
    'tmpdir-invalid': withEnv({ GOTMPDIR: '/build/tmp' }),
    'proxy-directory-missing': withEnv({ GOPROXY: 'file:///srv/goproxy' }),
    'proxy-directory-incomplete': withModule([moduleTree([TEXT]), { '/srv/goproxy': directory() }], {
      env: { GOPROXY: 'file:///srv/goproxy' },
    }),
    'build-cache-misplaced': withModule(
      [
        moduleTree([]),
        {
          '/proc/self/mountinfo':
            '20 1 0:20 / / rw - overlay overlay rw\n21 20 0:21 / /proc rw - proc proc rw\n',
        },
      ],
      { env: { GOCACHE: '/proc/go-build' } },
    ),
    'build-cache-unwritable': asUser({}, [
      {
        '/root': directory(),
        '/root/.cache/go-build/00': directory(),
        '/root/.cache/go-build/ff': directory(),
      },
    ]),
    'module-cache-unwritable': asUser(inModule(), [
      moduleTree([TEXT]),
      { '/go/pkg/mod': directory({ mode: 0o777 }), '/go/pkg/mod/cache/download': directory() },
    ]),
    'module-cache-unreadable': asUser(inModule(), [
      moduleTree([TEXT]),
      cachedTree(TEXT),
      { '/go/pkg/mod/golang.org/x/text@v0.14.0': directory({ mode: 0o700 }) },
    ]),
    'module-cache-damaged': withModule([
      moduleTree([TEXT]),
      { '/go/pkg/mod/cache/download/golang.org/x/text/@v/v0.14.0.zip': 'PK\x03\x04cut' },
    ]),
    'offline-incomplete': {
      ...withModule([moduleTree([TEXT]), cachedTree(TEXT)]),
      policy: { goEnv: { offline: true } },
    },
    'no-room': {
      host: () =>
        memoryHost({
          ...goEnvImage({ trees: [{ '/tmp': directory() }] }),
          full: { '/tmp': { free: 0, available: 0 } },
        }),
    },
    'file-unreadable': asUser(inModule(), [{ '/src/go.mod': file('module m\n', { mode: 0o600 }) }]),
    'source-unreadable': asUser(inModule(), [
      moduleTree(),
      { '/src/main.go': file('package main\n', { mode: 0o600 }) },
    ]),
    'package-missing': withModule([
      moduleTree(),
      { '/src/main.go': 'package main\n\nimport "example.com/app/internal/web"\n' },
    ]),
    'cgo-needed': withModule([moduleTree([]), { '/src/main.go': 'package main\n\nimport "C"\n' }], {
      values: { CGO_ENABLED: '0' },
    }),
    'embed-missing': withModule([
      moduleTree(),
      { '/src/main.go': 'package main\n\nimport _ "embed"\n\n//go:embed web/dist\nvar dist string\n' },
    ]),
    'go-sum-missing': withModule([moduleTree([TEXT]), { '/src/go.sum': null }]),
    'go-sum-invalid': withModule([moduleTree([TEXT]), { '/src/go.sum': `${sumsOf([TEXT])}<<<<<<< HEAD\n` }]),
    'go-sum-mismatch': withModule([
      moduleTree([TEXT]),
      cachedTree(TEXT),
      { '/go/pkg/mod/cache/download/golang.org/x/text/@v/v0.14.0.ziphash': 'h1:other=' },
    ]),
    'replacement-missing': withModule([
      {
        '/src/go.mod':
          'module m\n\ngo 1.26.0\n\nrequire example.com/d v1.0.0\n\nreplace example.com/d => ../none\n',
      },
    ]),
    'dependency-wants-newer-go': withModule([
      {
        '/src/go.mod': 'module m\n\ngo 1.26.0\n\nrequire sub v1.0.0\n\nreplace sub => ./sub\n',
        '/src/sub/go.mod': 'module sub\n\ngo 1.99\n',
        '/src/main.go': 'package main\n\nimport _ "sub"\n',
      },
    ]),
    'vendor-incomplete': withModule([
      moduleTree([TEXT]),
      {
        '/src/main.go': 'package main\n\nimport _ "golang.org/x/text/width"\n',
        '/src/vendor/modules.txt':
          '# golang.org/x/text v0.14.0\n## explicit; go 1.18\ngolang.org/x/text/width\n',
      },
    ]),
    'https-proxy-invalid': withModule([moduleTree([TEXT])], {
      env: { HTTPS_PROXY: '"http://proxy.corp.example:3128"' },
    }),
    'go-line-outdated': withModule([
      {
        '/src/go.mod': 'module m\n\ngo 1.21\n\nrequire sub v1.0.0\n\nreplace sub => ./sub\n',
        '/src/sub/go.mod': 'module sub\n\ngo 1.25\n',
        '/src/main.go': 'package main\n\nimport _ "sub"\n',
      },
    ]),
    'godebug-unknown': withModule([{ '/src/go.mod': 'module m\n\ngo 1.26.0\n\ngodebug x509sha2=1\n' }]),
    'workspace-member-missing': inWorkspace('go 1.26.0\nuse ./y\n', {}),
    'workspace-excludes-module': inWorkspace('go 1.26.0\nuse ./a\n', {
      '/src/a/go.mod': 'module a\n',
      '/src/b/go.mod': 'module b\n',
    }),
    'workspace-conflict': inWorkspace('go 1.21\nuse ./b\n', { '/src/b/go.mod': 'module b\n\ngo 1.26.0\n' }),
    'vcs-stamp-refused': withModule([
      moduleTree(),
      {
        '/usr/bin/git': program(),
        '/src/.git/HEAD': 'ref: refs/heads/main\n',
        '/src/.git': directory({ uid: 1001 }),
      },
    ]),
  });

  it('looks closer where a directory stands in the place of go.work, too', async () => {
    const host = image({
      cwd: '/src',
      trees: [
        moduleTree(),
        { '/src/go.work': directory(), '/usr/bin/git': program(), '/src/.git': directory() },
      ],
      values: { GOMOD: '/src/go.mod' },
    });
    const { rules } = await judgeHost(goEnv, host);
    expect([...rules].sort()).toEqual(['go-env/module-not-a-file', 'go-env/vcs-stamp-refused']);
  });

  const healthy: Readonly<Record<string, RuleCase>> = {
    'the official golang image': { host: () => image() },
    'a module in it': withModule([moduleTree([TEXT])]),
    'a module for an older go': withModule([moduleTree([], 'go 1.21')]),
    'a vendored module, downloads off': withModule(
      [
        moduleTree([TEXT]),
        {
          '/src/vendor/modules.txt':
            '# golang.org/x/text v0.14.0\n## explicit; go 1.18\ngolang.org/x/text/width\n',
          '/src/vendor/golang.org/x/text/width/width.go': 'package width\n',
        },
      ],
      { env: { GOPROXY: 'off', GOFLAGS: '-mod=vendor -trimpath' } },
    ),
    'a filled module cache, downloads off': withModule([moduleTree([TEXT]), cachedTree(TEXT)], {
      env: { GOPROXY: 'off' },
    }),
    'a lock of another user in a module cache that takes modules': asUser(inModule(), [
      moduleTree([TEXT]),
      {
        '/go/pkg/mod': directory({ mode: 0o777 }),
        '/go/pkg/mod/cache': directory({ mode: 0o777 }),
        '/go/pkg/mod/cache/lock': file('', { mode: 0o644 }),
      },
    ]),
    'a proxy of its own that ends with off': withEnv({ GOPROXY: 'https://proxy.example.com,off' }),
    'a proxy on loopback': withEnv({ GOPROXY: 'http://127.0.0.1:3000' }),
    'private modules that are kept private': {
      host: () => image({ env: { GOPRIVATE: 'git.example.com/team/*' } }),
      policy: { goEnv: { privateModules: ['git.example.com/team'] } },
    },
    'a toolchain line that PATH can serve': withModule(
      [moduleTree([], 'go 1.27.0'), { '/go/bin/go1.27.0': program() }],
      {
        env: { GOTOOLCHAIN: '' },
      },
    ),
    'private modules with git': withModule(
      [moduleTree(['git.example.com/team/lib v1.0.0']), { '/usr/bin/git': program() }],
      { env: { GOPRIVATE: 'git.example.com' } },
    ),
    'cgo with its compiler': {
      host: () => image({ env: { CGO_ENABLED: '1' }, trees: [{ '/usr/bin/gcc': program() }] }),
    },
    'Go 1.20, which has no go.env': {
      host: () =>
        image({ version: '1.20.14', env: { GOTOOLCHAIN: '' }, trees: [{ '/usr/local/go/go.env': null }] }),
    },
    'a HOME of somebody else': {
      host: () =>
        memoryHost({
          ...goEnvImage({ trees: [{ '/root': directory({ mode: 0o700 }) }] }),
          ids: { uid: 1000, euid: 1000, gid: 1000, egid: 1000, groups: [] },
        }),
    },
    'GOENV=/dev/null': {
      host: () => image({ env: { GOENV: '/dev/null' }, trees: [{ '/dev/null': special('char-device') }] }),
    },
    'a clean env file': {
      host: () => image({ trees: [{ '/root/.config/go/env': '# mine\nGOFLAGS=-trimpath\nGOFLAGS=-v\n' }] }),
    },
  };
  it.each(Object.entries(healthy))('finds nothing wrong with %s', async (_, { host, ...options }) => {
    expect((await judgeHost(goEnv, host(), options)).findings).toEqual([]);
  });

  it.each<[string, RuleCase, string, string]>([
    [
      'a go.mod that is passed over',
      {
        host: () =>
          image({
            cwd: '/src/cmd',
            trees: [moduleTree(), { '/src/cmd/main.go': '' }],
            env: { GO111MODULE: 'off' },
          }),
      },
      'modules-off',
      'error',
    ],
    ['no go.mod that anybody wants', withEnv({ GO111MODULE: 'off' }), 'modules-off', 'warning'],
    [
      'auto inside a module',
      withModule([moduleTree()], { env: { GO111MODULE: 'auto' } }),
      'modules-auto',
      'info',
    ],
    ...(
      [
        ['GOPROXY', 'none', 'proxy-invalid'],
        ['GOPROXY', ',', 'proxy-empty'],
        ['GOSUMDB', 'none', 'sumdb-invalid'],
        ['GOPROXY', 'direct', 'proxy-direct-only'],
      ] as const
    ).flatMap(([key, value, id]): [string, RuleCase, string, string][] => [
      [
        `${key}=${value}, and nothing is required`,
        withModule([moduleTree()], { env: { [key]: value } }),
        id,
        'warning',
      ],
      [
        `${key}=${value}, and no source imports what is required`,
        withModule([moduleTree([TEXT]), { '/src/main.go': 'package main\n' }], { env: { [key]: value } }),
        id,
        'warning',
      ],
      [
        `${key}=${value}, and a source imports what is required`,
        withModule([moduleTree([TEXT]), { '/src/main.go': 'import "golang.org/x/text/width"\n' }], {
          env: { [key]: value },
        }),
        id,
        'error',
      ],
    ]),
    [
      'downloads off, and no source imports what is missing',
      withModule([moduleTree([TEXT]), { '/src/main.go': 'package main\n' }], { env: { GOPROXY: 'off' } }),
      'proxy-off',
      'warning',
    ],
    [
      'no go.sum, and no source imports what is required',
      withModule([moduleTree([TEXT]), { '/src/main.go': 'package main\n', '/src/go.sum': null }]),
      'go-sum-missing',
      'warning',
    ],
    ['a flag of go env in GOFLAGS', withEnv({ GOFLAGS: '-changed' }), 'flags-invalid', 'warning'],
    [
      'a toolchain line that says what the go line says',
      withModule([moduleTree([], 'go 1.26.0\n\ntoolchain go1.26.0')]),
      'go-mod-invalid',
      'error',
    ],
    ['a go line that is no version', withModule([moduleTree([], 'go 1.21.0rc1')]), 'go-mod-invalid', 'error'],
    ['an empty cache, downloads off, no module', withEnv({ GOPROXY: 'off' }), 'proxy-off', 'warning'],
    [
      'direct with git',
      { host: () => image({ env: { GOPROXY: 'direct' }, trees: [{ '/usr/bin/git': program() }] }) },
      'proxy-direct-only',
      'info',
    ],
    ['direct without git', withEnv({ GOPROXY: 'direct' }), 'proxy-direct-only', 'error'],
    [
      'CGO_ENABLED=false and cgo on',
      { host: () => image({ env: { CGO_ENABLED: 'false' }, values: { CGO_ENABLED: '1' } }) },
      'cgo-invalid',
      'error',
    ],
    ['CGO_ENABLED=false and cgo off', withEnv({ CGO_ENABLED: 'false' }), 'cgo-invalid', 'warning'],
    [
      'a toolchain from PATH alone that is not there',
      withModule([moduleTree([], 'go 1.27.0')], { env: { GOTOOLCHAIN: 'path' } }),
      'toolchain-download',
      'error',
    ],
    [
      'a blank that go trims',
      {
        host: () =>
          image({
            values: { GOPROXY: 'https://p.example.com ' },
            trees: [{ '/root/.config/go/env': 'GOPROXY=https://p.example.com \n' }],
          }),
      },
      'env-file-defect',
      'warning',
    ],
    [
      'a vendored package that no source imports',
      withModule([
        moduleTree([TEXT]),
        {
          '/src/vendor/modules.txt':
            '# golang.org/x/text v0.14.0\n## explicit; go 1.18\ngolang.org/x/text/width\n',
        },
      ]),
      'vendor-incomplete',
      'warning',
    ],
    [
      'a vendored package of which only one below it is imported',
      withModule([
        moduleTree([TEXT]),
        {
          '/src/main.go': 'package main\n\nimport _ "golang.org/x/text/width/below"\n',
          '/src/vendor/modules.txt':
            '# golang.org/x/text v0.14.0\n## explicit; go 1.18\ngolang.org/x/text/width\n',
        },
      ]),
      'vendor-incomplete',
      'warning',
    ],
    [
      'a proxy in quotes, no module',
      withEnv({ https_proxy: "'http://p:3128'" }),
      'https-proxy-invalid',
      'warning',
    ],
    ...(['1.99', '1.25'] as const).flatMap((wanted): [string, RuleCase, string, string][] => {
      const trees = (source: string) => [
        {
          '/src/go.mod': 'module m\n\ngo 1.21\n\nrequire sub v1.0.0\n\nreplace sub => ./sub\n',
          '/src/sub/go.mod': `module sub\n\ngo ${wanted}\n`,
          '/src/cmd/main.go': `package main\n\n${source}`,
        },
      ];
      const rule = wanted === '1.99' ? 'dependency-wants-newer-go' : 'go-line-outdated';
      return [
        [`${wanted} of a module that nothing imports`, withModule(trees('')), rule, 'warning'],
        [
          `${wanted} of a module that a package below imports`,
          withModule(trees('import _ `sub/x`\n')),
          rule,
          'error',
        ],
      ];
    }),
  ])('weighs %s', async (_, { host, ...options }, rule, severity) => {
    const { findings } = await judgeHost(goEnv, host(), options);
    const { rules } = await import('../../../probes/go-env/rules/index.ts');
    const weighed = findings.map((f) => [
      f.rule,
      f.severity ?? rules[f.rule.slice(7) as keyof typeof rules].severity,
    ]);
    expect(weighed).toEqual([[`go-env/${rule}`, severity]]);
  });

  it('says whether a module is blocked by GOVCS or for want of a program', async () => {
    const trees = [moduleTree(['git.example.com/lib v1.0.0']), { '/usr/bin/git': program() }];
    const host = image(inModule({ trees, env: { GOPRIVATE: 'git.example.com', GOVCS: 'private:off' } }));
    const requiredModules = ['git.example.com/other', 'golang.org/x/text'];
    const { findings } = await judgeHost(goEnv, host, { policy: { goEnv: { requiredModules } } });
    expect(findings.map((f) => f.args)).toEqual([
      {
        reason: 'govcs',
        programs: [],
        govcs: 'private:off',
        count: 2,
        modules: ['git.example.com/lib@v1.0.0', 'git.example.com/other'],
      },
    ]);
  });

  it('is silent about a go that is not there, and does not pass', async () => {
    const { rules, incomplete } = await judgeHost(goEnv, memoryHost({ env: { GO111MODULE: 'ON' } }));
    expect(rules).toEqual([]);
    expect(incomplete).toBe('no go command: see go-version');
  });

  it('asks once, names no costly key, and pins the toolchain', async () => {
    const specs: { args: readonly string[]; env: Env; cwd: string }[] = [];
    const options = goEnvImage({ cwd: '/src', trees: [moduleTree()], env: { GOTOOLCHAIN: 'auto' } });
    const answer = options.programs?.[go];
    const host = memoryHost({
      ...options,
      programs: {
        [go]: (spec) => {
          specs.push(spec);
          return answer?.(spec) ?? {};
        },
      },
    });
    const { facts } = await judgeHost(goEnv, host, {
      policy: { goEnv: { expect: { CGO_CFLAGS: '-O2 -g', GOTOOLCHAIN: 'auto', GOEXPERIMENT: '' } } },
    });
    expect(specs).toHaveLength(1);
    expect(specs[0]?.args).toContain('GOEXPERIMENT');
    expect(specs[0]?.args).not.toContain('CGO_CFLAGS');
    expect(specs[0]?.args).not.toContain('GOTOOLCHAIN');
    expect(specs[0]?.env).toMatchObject({
      GOTOOLCHAIN: 'local',
      GOENV: '/root/.config/go/env',
      XDG_CONFIG_HOME: '/dev/null',
    });
    expect(specs[0]?.cwd).toBe('/src');
    expect(facts.seen?.gotoolchain).toBe('auto');
  });

  it('asks go itself about a flag that it does not know', async () => {
    const options = goEnvImage({ env: { GOFLAGS: '-mod=mod -shiny=1' } });
    const answer = options.programs?.[go];
    const shiny = (stderr: string) =>
      memoryHost({
        ...options,
        programs: {
          [go]: (spec) => (spec.args[0] === 'version' ? { code: 2, stderr } : (answer?.(spec) ?? {})),
        },
      });
    expect((await judgeHost(goEnv, shiny('go: parsing $GOFLAGS: unknown flag -shiny\n'))).rules).toEqual([
      'go-env/flags-invalid',
    ]);
    expect((await judgeHost(goEnv, shiny(''))).rules).toEqual([]);
  });

  it('says the settings in a few words', async () => {
    const say = async (env: Env) => goEnv.summary((await judgeHost(goEnv, image({ env }))).facts);
    expect(await say({})).toBe('proxy.golang.org, then direct; verified by sum.golang.org');
    expect(await say({ GOSUMDB: 'off', GOPROXY: 'off' })).toBe(
      'no downloads (GOPROXY=off); checksum database off',
    );
    expect(await say({ GO111MODULE: 'off' })).toBe('GOPATH mode: /go');
    expect((await say({ GOPROXY: Array(30).fill('https://proxy.example.com').join(',') })).length).toBe(100);
  });

  it('shows values, who set them and what needs root certificates', async () => {
    const host = image({ env: { GOPROXY: 'https://proxy.example.com' } });
    const { facts } = await judgeHost(goEnv, host);
    expect(await goEnv.report(facts, host)).toMatchObject({
      values: { GOROOT: '/usr/local/go', GOPROXY: 'https://proxy.example.com', GOTOOLCHAIN: 'local' },
      setBy: { GOPROXY: 'environment', GOSUMDB: 'go.env', GOTOOLCHAIN: 'environment' },
      needsRootsFor: ['proxy.example.com', 'sum.golang.org'],
    });
  });
});
