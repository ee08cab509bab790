/** One environment of the go command, and what is expected of nobody: the real tool decides. */
export interface EnvCase {
  readonly name: string;
  /** `$D` stands for the case's directory. An undefined HOME is not set. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files below the case's directory. */
  readonly files?: Readonly<Record<string, string>>;
  /** Where go is asked, below the case's directory; default `mod`, which holds a module. */
  readonly directory?: string;
  /** A GOROOT of its own, with this go.env; null for none. */
  readonly goEnv?: string | null;
  /** Compare `go build -n` too, which needs the build cache. */
  readonly build?: true;
  /** Compare `go mod download` too, from a proxy in the directory `$D/proxy`. */
  readonly fetch?: true;
}

const named = (name: string, env: Readonly<Record<string, string>>): EnvCase => ({ name, env });

/** Each value of a variable as a case. */
function values(key: string, list: readonly string[]): readonly EnvCase[] {
  return list.map((value) => named(`${key}=${JSON.stringify(value)}`, { [key]: value }));
}

const building = (list: readonly EnvCase[]) => list.map((c): EnvCase => ({ ...c, build: true }));

/** With a file proxy and no checksum database, unless the case says otherwise. */
const fetching = (list: readonly EnvCase[]) =>
  list.map(
    (c): EnvCase => ({
      ...c,
      fetch: true,
      env: { GOPROXY: 'file://$D/proxy', GOSUMDB: 'off', GOTOOLCHAIN: 'local', ...c.env },
    }),
  );

const envFile = (name: string, content: string, env = {}): EnvCase => ({
  name: `env file: ${name}`,
  files: { 'home/.config/go/env': content },
  env,
});

const gomod = (name: string, content: string, more: Partial<EnvCase> = {}): EnvCase => ({
  name: `go.mod: ${name}`,
  ...more,
  files: { 'mod/go.mod': content, ...more.files },
});

/** Settings of their own that nothing is wrong with, and the classic mistakes. */
export const CASES: readonly EnvCase[] = [
  named('nothing set', {}),
  { name: 'outside a module', directory: 'empty' },
  ...values('GO111MODULE', ['on', 'off', 'auto', 'ON', '1', 'true', ' on', 'on\r', 'yes']),
  { name: 'GO111MODULE=auto outside a module', env: { GO111MODULE: 'auto' }, directory: 'empty' },
  ...values('GOFLAGS', [
    '-mod=mod',
    '-mod=readonly',
    '-mod=vendor',
    '-mod=',
    '-mod',
    '-mod=vendr',
    '-mod vendor',
    'vendor',
    '--mod=mod',
    '---mod=mod',
    '-',
    '-=x',
    '-trimpath',
    '-trimpath=true',
    '-trimpath=maybe',
    '-modcacherw -trimpath',
    '-ldflags=-s',
    '-ldflags=-s -w',
    "'-ldflags=-s -w'",
    '-ldflags',
    '-tags=a,b',
    '-p=4',
    '-p=four',
    '-p=0x4',
    '-count=1',
    '-buildvcs=false',
    '-buildvcs=auto',
    '-buildvcs=off',
    '-shiny',
    '-shiny=1 -v',
    '-insecure',
    '-x=nope',
    '\t-v\n',
    '"-v',
    '-pgo=off',
    '-modfile=other.mod',
    '-modfile=go.mod',
    '-u',
  ]),
  ...values('GOROOT', ['/nonexistent', 'relative', '~/go', '/etc/passwd']),
  ...values('GOPATH', ['/go', '/go:/other', '/go:', ':/go', 'go', './go', '~/go', '/a:b', '$D/home/go', '/']),
  ...building(values('GOCACHE', ['off', 'relative', '$D/cache'])),
  ...fetching(values('GOMODCACHE', ['relative', '$D/modcache'])),
  ...fetching(values('GOPATH', ['$D/go', '$D/go:/other', ':$D/go'])),
  ...building([
    named('no HOME', { HOME: '' }),
    named('no HOME, GOPATH set', { HOME: '', GOPATH: '/go' }),
    named('no HOME, caches set', { HOME: '', GOCACHE: '$D/cache', GOMODCACHE: '$D/modcache' }),
    named('no HOME, XDG_CACHE_HOME', { HOME: '', XDG_CACHE_HOME: '$D/xdg', GOMODCACHE: '$D/modcache' }),
  ]),
  ...fetching([
    named('no HOME, fetching', { HOME: '' }),
    named('no HOME, GOPATH set, fetching', { HOME: '', GOPATH: '$D/go', GOCACHE: '$D/cache' }),
  ]),
  ...values('CGO_ENABLED', ['0', '1', 'true', 'false', '']),
  ...values('CC', ['/nonexistent/cc', 'nosuchcc', 'gcc -m64', '"gcc"']),
  ...values('GOOS', ['windows', 'plan10']),
  ...values('GOARCH', ['arm64', 'x86_64']),
  ...values('GOAMD64', ['v3', 'v9']),
  ...values('GOEXPERIMENT', ['nosuchexperiment']),
  ...values('GOWORK', ['off', 'relative', '/nonexistent/go.work']),
  ...values('GOTOOLCHAIN', [
    'local',
    'auto',
    'path',
    'local+auto',
    'local+path',
    'go1.21.0',
    'go1.99.0',
    'go1.99.0+path',
    'go1.99.0+sometimes',
    '1.22.0',
    'latest',
    'off',
    'go1',
    'gibberish+auto',
  ]),
  ...fetching(
    values('GOSUMDB', [
      'off',
      'OFF',
      'none',
      'off ',
      'sum.golang.org',
      'sum.golang.google.cn',
      'sum.golang.org https://127.0.0.1:9',
      'sum.golang.org+insecure',
      'sum.example.org',
      'https://sum.golang.org',
      'sum.golang.org https://127.0.0.1:9 more',
      'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8',
      'sum.golang.org+00000000+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8',
    ]),
  ),
  ...fetching(
    values('GOPROXY', [
      'off',
      'direct',
      ',',
      ' ',
      ' , |',
      'none',
      'on',
      'Direct',
      'ftp://x.example',
      '/var/proxy',
      'https:/x.example',
      'http://[::1',
      'http://x.example:port',
      'https://u:p@127.0.0.1:9',
      '127.0.0.1:9',
      'file://$D/proxy',
      'file://$D/proxy,off',
      'file://host/proxy',
      ' file://$D/proxy , direct ',
      'off,file://$D/proxy',
      'file://$D/proxy,none',
      'file://$D/none,none',
    ]),
  ),
  named('several at once', {
    GO111MODULE: 'on',
    GOFLAGS: '-mod=mod',
    GOPRIVATE: 'a.example',
    GONOSUMDB: 'none',
  }),
  envFile('sets many', 'GOFLAGS=-v\nGOPROXY=off\nGOTOOLCHAIN=local\nGOBIN=/bin\nGOPRIVATE=x.example\n'),
  envFile('overridden', 'GOPROXY=off\nGOTOOLCHAIN=auto\n', { GOPROXY: 'direct', GOTOOLCHAIN: 'local' }),
  envFile('CRLF', 'GOSUMDB=off\r\nGOPROXY=direct\r\n'),
  envFile('CRLF in GO111MODULE', 'GO111MODULE=on\r\n'),
  envFile('CRLF in GOTOOLCHAIN', 'GOTOOLCHAIN=local\r\n'),
  envFile('CRLF in GOFLAGS', 'GOFLAGS=-mod=mod\r\n'),
  envFile('blank behind a value', 'GO111MODULE=on \n'),
  envFile('blank behind GOPATH', 'GOPATH=/go \n'),
  envFile('quotes', 'GOFLAGS="-v"\n'),
  envFile('quotes in GO111MODULE', "GO111MODULE='on'\n"),
  envFile('duplicates', 'GOFLAGS=nonsense\nGOFLAGS=-v\n'),
  envFile(
    'lines that are none',
    'export GOFLAGS=nonsense\n GOFLAGS=nonsense\n# GOFLAGS=nonsense\ngoflags=nonsense\n',
  ),
  envFile('no newline at the end', 'GOFLAGS=-v'),
  envFile('empty value', 'GOPROXY=\nGOTOOLCHAIN=\n'),
  envFile('bad GOTOOLCHAIN', 'GOTOOLCHAIN=1.22\n'),
  envFile('relative GOPATH', 'GOPATH=go\n'),
  envFile('relative GOPATH overridden', 'GOPATH=go\n', { GOPATH: '/go' }),
  envFile('GOROOT', 'GOROOT=/nonexistent\n'),
  {
    name: 'env file by GOENV',
    files: { 'my.env': 'GOFLAGS=-v\nGOTOOLCHAIN=local\n' },
    env: { GOENV: '$D/my.env' },
  },
  { name: 'env file by GOENV, missing', env: { GOENV: '$D/none.env' } },
  { name: 'env file off', files: { 'home/.config/go/env': 'GOFLAGS=nonsense\n' }, env: { GOENV: 'off' } },
  {
    name: 'env file in XDG_CONFIG_HOME',
    files: { 'xdg/go/env': 'GOTOOLCHAIN=local\nGOFLAGS=-v\n' },
    env: { XDG_CONFIG_HOME: '$D/xdg' },
  },
  ...fetching([{ name: 'go.env missing', goEnv: null, env: { GOPROXY: '', GOSUMDB: '' } }]),
  {
    name: 'go.env missing, all set',
    goEnv: null,
    env: { GOPROXY: 'direct', GOSUMDB: 'off', GOTOOLCHAIN: 'local' },
  },
  ...fetching([
    {
      name: 'go.env without GOPROXY',
      goEnv: 'GOSUMDB=sum.golang.org\nGOTOOLCHAIN=local\n',
      env: { GOPROXY: '' },
    },
    { name: 'go.env without GOSUMDB', goEnv: 'GOPROXY=direct\n', env: { GOSUMDB: '' } },
  ]),
  { name: 'go.env of a distribution', goEnv: 'GOPROXY=direct\nGOSUMDB=off\nGOTOOLCHAIN=local\nGOFLAGS=-v\n' },
  gomod('for an older go', 'module m\n\ngo 1.18\n'),
  gomod('for a newer go', 'module m\n\ngo 1.99\n'),
  gomod('for a newer go, with patch', 'module m\n\ngo 1.99.0\n'),
  gomod('for a newer go, local', 'module m\n\ngo 1.99.0\n', { env: { GOTOOLCHAIN: 'local' } }),
  gomod('for a newer go, path', 'module m\n\ngo 1.99.0\n', { env: { GOTOOLCHAIN: 'path' } }),
  gomod('for a newer go, fixed', 'module m\n\ngo 1.99.0\n', { env: { GOTOOLCHAIN: 'go1.21.13' } }),
  gomod('for a newer go, GOSUMDB off', 'module m\n\ngo 1.99.0\n', { env: { GOSUMDB: 'off' } }),
  gomod('toolchain newer', 'module m\n\ngo 1.21\n\ntoolchain go1.99.0\n'),
  gomod('toolchain newer, local', 'module m\n\ngo 1.21\n\ntoolchain go1.99.0\n', {
    env: { GOTOOLCHAIN: 'local' },
  }),
  gomod('toolchain no name', 'module m\n\ngo 1.21\n\ntoolchain 1.99.0\n'),
  gomod('toolchain no name, local', 'module m\n\ngo 1.21\n\ntoolchain 1.99.0\n', {
    env: { GOTOOLCHAIN: 'local' },
  }),
  gomod('unknown directive', 'module m\n\nrequires x.example/y v1.0.0\n'),
  gomod('empty', ''),
  gomod('vendored', 'module m\n\ngo 1.18\n', { files: { 'mod/vendor/modules.txt': '' } }),
  gomod('vendor without list', 'module m\n\ngo 1.18\n', { files: { 'mod/vendor/.keep': '' } }),
  gomod('vendor, GOFLAGS', 'module m\n\ngo 1.18\n', { env: { GOFLAGS: '-mod=vendor' } }),
  gomod('vendor without list, requirements', 'module m\n\ngo 1.18\n\nrequire x.example/y v1.0.0\n', {
    files: { 'mod/vendor/.keep': '' },
  }),
  gomod('no vendor, GOFLAGS, requirements', 'module m\n\ngo 1.18\n\nrequire x.example/y v1.0.0\n', {
    env: { GOFLAGS: '-mod=vendor' },
  }),
  gomod('vendor too old', 'module m\n\ngo 1.13\n', { files: { 'mod/vendor/.keep': '' } }),
  gomod('vendor inconsistent', 'module m\n\ngo 1.18\n\nrequire x.example/y v1.0.0\n', {
    files: { 'mod/vendor/modules.txt': '# x.example/y v1.1.0\n## explicit\nx.example/y\n' },
  }),
  {
    name: 'workspace',
    files: { 'mod/go.work': 'go 1.18\n\nuse .\n' },
  },
  {
    name: 'workspace for a newer go',
    files: { 'mod/go.work': 'go 1.99.0\n\nuse .\n' },
    env: { GOTOOLCHAIN: 'local' },
  },
  {
    name: 'workspace, -mod=mod',
    files: { 'mod/go.work': 'go 1.18\n\nuse .\n' },
    env: { GOFLAGS: '-mod=mod' },
  },
];
