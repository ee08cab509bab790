/** A situation in which `go env` answers well, and one command of go that works or does not. */
export interface LateCase {
  readonly name: string;
  /** `$D` stands for the case's directory. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files below the case's directory; `/` at the end makes a directory. The module is in `mod`. */
  readonly files?: Readonly<Record<string, string>>;
  /** Default `build -n .`, which does all but to compile. */
  readonly command?: readonly string[];
  /** The first release that the situation can be made with. */
  readonly since?: string;
  /** Where, below the case's directory; default `mod`. */
  readonly at?: string;
  /** Prepares the directory further. */
  readonly shell?: string;
}

const INSTALL = ['install', '.'];
/** A package that needs none of the standard library, so that it is compiled in a moment. */
const LIBRARY = { 'mod/m.go': 'package m\n' };
const COMPILE = ['build', '.'];

const env = (key: string, values: readonly string[], more: Partial<LateCase> = {}): readonly LateCase[] =>
  values.map((value) => ({ name: `${key}=${value}`, ...more, env: { ...more.env, [key]: value } }));

const flags = (values: readonly string[], more: Partial<LateCase> = {}) => env('GOFLAGS', values, more);

const gomod = (name: string, lines: string, more: Partial<LateCase> = {}): LateCase => ({
  name,
  ...more,
  files: { 'mod/go.mod': `module m\n${lines}`, ...more.files },
});

const USES = { 'mod/m.go': 'package main\nimport _ "sub.example/s"\nfunc main() {}\n' };
const SUB = { 'sub/go.mod': 'module sub.example/s\ngo 1.18\n', 'sub/s.go': 'package s\n' };
const HASH = 'h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';
const REQUIRE = 'require sub.example/s v1.0.0\n';
/** The module cache has the module; go.sum may have it or not. */
const CACHED = {
  'home/go/pkg/mod/cache/download/sub.example/s/@v/v1.0.0.mod': 'module sub.example/s\n',
  'home/go/pkg/mod/cache/download/sub.example/s/@v/v1.0.0.info': '{"Version":"v1.0.0"}',
  'home/go/pkg/mod/cache/download/sub.example/s/@v/v1.0.0.ziphash': HASH,
  'home/go/pkg/mod/sub.example/s@v1.0.0/go.mod': 'module sub.example/s\n',
  'home/go/pkg/mod/sub.example/s@v1.0.0/s.go': 'package s\n',
};
/** Of that go.mod: `printf 'HASH  go.mod\n' | sha256sum` as base64. */
const MOD_HASH = 'h1:$MODHASH';
const SUM = `sub.example/s v1.0.0 ${HASH}\nsub.example/s v1.0.0/go.mod ${MOD_HASH}\n`;

const work = (name: string, gowork: string, files: Record<string, string>, more: Partial<LateCase> = {}) => ({
  name: `workspace: ${name}`,
  at: 'work/a',
  ...more,
  files: {
    'work/go.work': gowork,
    'work/a/go.mod': 'module a.example/a\ngo 1.18\n',
    'work/a/m.go': 'package main\nfunc main() {}\n',
    ...files,
  },
});
const MEMBER_B = { 'work/b/go.mod': 'module b.example/b\ngo 1.18\n', 'work/b/b.go': 'package b\n' };

const GIT = 'cd mod && git init -q . && git add . && git -c user.name=a -c user.email=a@b.c commit -qm x';

const main = (imports: string, more = '') => `package main\n\n${imports}\n\n${more}func main() {}\n`;
/** `import` of a package of the own module, and what there is of it. */
const own = (
  name: string,
  files: Readonly<Record<string, string>>,
  more: Partial<LateCase> = {},
): LateCase => ({
  name,
  ...more,
  files: {
    'mod/go.mod': 'module m.example/m\ngo 1.18\n',
    'mod/m.go': main('import _ "m.example/m/a/b"'),
    ...files,
  },
});
const embeds = (what: string, files: Readonly<Record<string, string>> = {}) =>
  own(`go:embed ${what}`, {
    'mod/m.go': main('import _ "embed"', `//go:embed ${what}\nvar page string\n\n`),
    ...files,
  });

/** Into a file system, which takes directories. @param empty directories */
const embedsTree = (what: string, names: readonly string[], empty: readonly string[] = []) =>
  own(`go:embed ${what} of ${[...names, ...empty.map((name) => `${name}/`)].join(' ')}`, {
    'mod/m.go': main('import "embed"', `//go:embed ${what}\nvar files embed.FS\n\n`),
    ...Object.fromEntries([
      ...names.map((name) => [`mod/${name}`, name.endsWith('.mod') ? 'module x.example/x\n' : 'a']),
      ...empty.map((name) => [`mod/${name}/`, '']),
    ]),
  });

const PACKAGES: readonly LateCase[] = [
  own('a package of its own that is there', { 'mod/a/b/b.go': 'package b\n' }),
  own('a package of its own that is not there', {}),
  own('a package of its own without sources', { 'mod/a/b/README.md': '' }),
  own('a package of its own with tests alone', { 'mod/a/b/b_test.go': 'package b\n' }),
  own('a package of its own in a hidden file', { 'mod/a/b/_b.go': 'package b\n' }),
  own('a package of its own that imports one that is not there', {
    'mod/a/b/b.go': 'package b\nimport _ "m.example/m/c"\n',
  }),
  own('a package of its own that is nested in a module', {
    'mod/a/b/b.go': 'package b\n',
    'mod/a/go.mod': 'module m.example/m/a\n',
  }),
  own('a package of another module below its path', {
    'mod/go.mod':
      'module m.example/m\ngo 1.18\nrequire m.example/m/a v1.0.0\nreplace m.example/m/a => ../a\n',
    'a/go.mod': 'module m.example/m/a\n',
    'a/b/b.go': 'package b\n',
  }),
  own('an import for another system', {
    'mod/m.go': main(''),
    'mod/w_windows.go': 'package main\nimport _ "m.example/m/a/b"\n',
  }),
  own('an import behind a build constraint', {
    'mod/m.go': main(''),
    'mod/w.go': '//go:build tools\n\npackage main\nimport _ "m.example/m/a/b"\n',
  }),
  own('an import of a test', {
    'mod/m.go': main(''),
    'mod/m_test.go': 'package main\nimport _ "m.example/m/a/b"\n',
  }),
  own('an import in a comment', {
    'mod/m.go': main('/* import _ "m.example/m/a/b" */ // import "m.example/m/a/b"'),
  }),
  own('an import in a string', { 'mod/m.go': main('', 'const s = `\nimport _ "m.example/m/a/b"\n`\n') }),
  own('imports in a list', {
    'mod/m.go': main(
      'import (\n\t"unsafe" // a\n\t. "m.example/m/a/b"; x `m.example/m/c`\n)\n\nvar _ unsafe.Pointer',
    ),
    'mod/a/b/b.go': 'package b\n',
  }),
  own('an import in a package that nobody imports', {
    'mod/m.go': main(''),
    'mod/z/z.go': 'package z\nimport _ "m.example/m/a/b"\n',
  }),
  embeds('page.html'),
  embeds('page.html', { 'mod/page.html': '' }),
  embeds('*.html'),
  embeds('"page.html"', { 'mod/page.html': '' }),
  embeds('*.html', { 'mod/page.html': '' }),
  embeds('p*'),
  embeds('all:web', { 'mod/web/_a': '' }),
  embeds('all:web'),
  embeds('web/*.html', { 'mod/web/a.html': '' }),
  embedsTree('web', ['web/a']),
  embedsTree('web', ['web/.keep']),
  embedsTree('web', ['web/_a', 'web/.b']),
  embedsTree('all:web', ['web/.keep']),
  embedsTree('web', ['web/a/b/c']),
  embedsTree('web', ['web/a/_b/c']),
  embedsTree('web', ['web/.a/c']),
  embedsTree('all:web', ['web/.a/c']),
  embedsTree('web', ['web/a/go.mod', 'web/a/b']),
  embedsTree('web', ['web/a/go.mod', 'web/c']),
  embedsTree('web/*', ['web/a']),
  embedsTree('web/*', ['web/.keep']),
  embedsTree('web/*', ['web/_a']),
  embedsTree('web/*', ['web/a/b', 'web/c/.d']),
  embedsTree('web/*.css', ['web/a.html']),
  embedsTree('web/*/*.css', ['web/a/b.css']),
  embedsTree('web/*/*.css', ['web/a/b.html', 'web/c.css']),
  embedsTree('*/b', ['web/b', 'more/c']),
  embedsTree('*/b', ['web/c']),
  embedsTree('w*b/a*c*e', ['web/abcde']),
  embedsTree('w*b/a*c*e', ['web/abde']),
  embedsTree('a*b*', ['ab']),
  embedsTree('a*a', ['a']),
  embedsTree('web more', ['web/a']),
  embedsTree('web more', ['web/a', 'more/b']),
  embedsTree('.well-known', ['.well-known/a']),
];

export const CASES: readonly LateCase[] = [
  { name: 'nothing set' },
  { name: 'nothing set, installed', command: INSTALL, files: LIBRARY },
  ...env('GOARCH', ['x86_64', 'aarch64', 'arm64', 'amd64p32', 'linux/amd64', '"amd64"', 'amd64 ', 'riscv64']),
  ...env('GOOS', ['Linux', 'alpine', 'windows', 'js', 'darwin']),
  { name: 'windows/arm', env: { GOOS: 'windows', GOARCH: 'arm' } },
  { name: 'openbsd/mips64', env: { GOOS: 'openbsd', GOARCH: 'mips64' } },
  { name: 'openbsd/riscv64', env: { GOOS: 'openbsd', GOARCH: 'riscv64' } },
  { name: 'openbsd/ppc64', env: { GOOS: 'openbsd', GOARCH: 'ppc64' } },
  { name: 'wasip1/wasm', env: { GOOS: 'wasip1', GOARCH: 'wasm' } },
  ...env('GOAMD64', ['v3', 'v5', 'V3', '3']),
  // The compiler itself says no, and is asked for its name even by build -n.
  ...env('GO386', ['387', 'SSE2', '"sse2"', 'sse2', 'softfloat'], { env: { GOARCH: '386' } }),
  { name: 'GO386=387 for another machine', env: { GOARCH: 'arm64', GO386: '387' } },
  ...env('GOMIPS', ['soft', 'softfloat'], { env: { GOARCH: 'mips' } }),
  ...env('GOPPC64', ['power7', 'power9'], { env: { GOARCH: 'ppc64le' } }),
  ...env('GORISCV64', ['rva21u64', 'rva20u64'], { env: { GOARCH: 'riscv64' } }),
  ...env('GOARM64', ['v8', 'v8.0'], { env: { GOARCH: 'arm64' } }),
  ...env('GOWASM', ['foo', 'satconv'], { env: { GOARCH: 'wasm', GOOS: 'js' } }),
  { name: 'GOARM=v7', env: { GOARCH: 'arm', GOARM: 'v7' } },
  { name: 'GOARM=7,softfloat', env: { GOARCH: 'arm', GOARM: '7,softfloat' } },
  ...env('GOBIN', ['bin', '~/bin', './bin', '$D/bin'], { command: INSTALL, files: LIBRARY }),
  ...env('GOCACHEPROG', ['/none', 'nosuchprogram -x', '"/none', '/etc/passwd'], {
    command: COMPILE,
    files: LIBRARY,
  }),
  ...env('GOTMPDIR', ['x', '/none', '$D/mod', '$D/mod/m.go', '"$D/mod"'], {
    command: COMPILE,
    files: LIBRARY,
  }),
  ...env('GOCACHE', ['/proc/go-build', '/sys/go-build', '/sys/kernel/a/b', '$D/cache/a/b'], {
    command: COMPILE,
    files: LIBRARY,
  }),
  ...flags(['-race', '-msan', '-asan'], { env: { CGO_ENABLED: '0' } }),
  ...flags(['-race'], { env: { GOARCH: '386', CGO_ENABLED: '1' } }),
  ...flags(['-race'], { env: { GOARCH: 'riscv64', CGO_ENABLED: '1', CC: 'gcc' } }),
  ...flags(['-race -covermode=count', '-race -covermode=atomic', '-race -cover'], {
    env: { CGO_ENABLED: '1' },
  }),
  // To gccgo a path without a dot may be a package of its own.
  ...[undefined, '/none/gccgo', 'gccgo-99'].map(
    (GCCGO): LateCase => ({
      name: `-compiler=gccgo, GCCGO=${GCCGO}`,
      env: { GOFLAGS: '-compiler=gccgo', ...(GCCGO === undefined ? {} : { GCCGO }) },
      files: { 'mod/go.mod': 'module m.example/m\n\ngo 1.18\n' },
    }),
  ),
  ...['amd64', 'riscv64', 'loong64', 's390x', 'mips64le'].flatMap((GOARCH) =>
    ['c-archive', 'c-shared', 'pie', 'plugin'].flatMap((mode) =>
      ['0', '1'].map(
        (CGO_ENABLED): LateCase => ({
          name: `-buildmode=${mode} for ${GOARCH}, CGO_ENABLED=${CGO_ENABLED}`,
          env: { GOFLAGS: `-buildmode=${mode}`, GOARCH, CGO_ENABLED, CC: 'true' },
        }),
      ),
    ),
  ),
  ...flags(['-buildmode=shared'], { command: ['build', '-n', '.'], files: LIBRARY }),
  ...flags(['-buildmode=shared -o=x', '-o=x'], { command: ['build', '-n', '.'], files: LIBRARY }),
  ...flags(['-buildmode=pie -race'], { env: { CGO_ENABLED: '1' } }),
  ...flags(
    [
      '-ldflags=-linkmode=external',
      '-ldflags=-linkmode=internal',
      '-ldflags=all=-linkmode=external',
      '-ldflags=-extldflags=-linkmode=external',
    ],
    { env: { CGO_ENABLED: '0' } },
  ),
  ...flags(["'-ldflags=-linkmode external'", "'-ldflags=-linkmode=external -linkmode=internal'"], {
    env: { CGO_ENABLED: '0' },
    since: '1.21',
  }),
  ...['gcc', '/usr/bin/gcc', 'cc', 'x86_64-linux-gnu-gcc', '/none', 'gcc -m64'].map(
    (CC): LateCase => ({ name: `-asan, CC=${CC}`, env: { GOFLAGS: '-asan', CGO_ENABLED: '1', CC } }),
  ),
  ...flags(['-asan'], { env: { CGO_ENABLED: '1' } }),
  ...flags(['-changed', '-changed=false', '-w=false', '-u=false']),
  // GCC has no such detector, which build -n does not get to see.
  ...flags(['-msan'], { env: { GOARCH: 'loong64', CGO_ENABLED: '1', CC: 'true' } }),
  ...flags([
    '-race=false',
    '-race -msan',
    '-buildmode=x',
    '-buildmode=exe',
    '-buildmode=pie',
    '-p=0',
    '-p=-1',
    '-p=1',
    '-overlay=/none',
    '-overlay=$D/overlay.json',
    '-overlay=$D/mod/m.go',
    '-toolexec=/none',
    '-toolexec=nosuchprogram',
    '-toolexec=/usr/bin/env',
    '-pgo=off',
    '-compiler=gc',
    '-compiler=nosuch',
    '-cover',
    '-covermode=set',
    '-cover -covermode=zzz',
    '-covermode=',
    '-race=false -covermode=count',
  ]).map((one): LateCase => ({ ...one, files: { 'overlay.json': '{"Replace":{}}' } })),
  gomod('retracts versions of its own', 'go 1.18\nretract [v1.0.0, v1.2.0]\nretract v2.0.0+incompatible\n'),
  gomod('retracts a version of another major version', 'go 1.18\nretract v3.0.0\n'),
  gomod('retracts versions up to another major version', 'retract [v1.0.0, v3.1.0] // all\ngo 1.18\n'),
  ...['go 1.18\n', `go 1.18\n${REQUIRE}`, 'go 1.13\n'].map((lines) =>
    gomod(`a directory in the place of modules.txt, ${lines.trim().split('\n').join(', ')}`, lines, {
      shell: 'mkdir -p mod/vendor/modules.txt',
    }),
  ),
  gomod('a replacement that is there', `go 1.18\n${REQUIRE}replace sub.example/s => ../sub\n`, {
    files: { ...USES, ...SUB },
  }),
  gomod('a replacement without a directory', `go 1.18\n${REQUIRE}replace sub.example/s => ../sub\n`, {
    files: USES,
  }),
  gomod(
    'a replacement without a directory that nothing imports',
    `go 1.18\n${REQUIRE.trim()} // indirect\nreplace sub.example/s => ../sub\n`,
  ),
  gomod('a replacement that nothing requires', 'go 1.18\nreplace sub.example/s => ../sub\n'),
  gomod('a replacement without go.mod', `go 1.18\n${REQUIRE}replace sub.example/s => ../sub\n`, {
    files: { ...USES, 'sub/s.go': 'package s\n' },
  }),
  gomod(
    'a vendored replacement without a directory',
    `go 1.18\n${REQUIRE}replace sub.example/s => ../sub\n`,
    {
      files: {
        ...USES,
        'mod/vendor/modules.txt':
          '# sub.example/s v1.0.0 => ../sub\n## explicit; go 1.18\nsub.example/s\n# sub.example/s => ../sub\n',
        'mod/vendor/sub.example/s/s.go': 'package s\n',
      },
    },
  ),
  ...['local', 'auto', 'path', 'local+auto'].map((GOTOOLCHAIN) =>
    gomod(
      `a replacement for a newer go, GOTOOLCHAIN=${GOTOOLCHAIN}`,
      `go 1.18\n${REQUIRE}replace sub.example/s => ../sub\n`,
      { files: { ...USES, ...SUB, 'sub/go.mod': 'module sub.example/s\ngo 1.99\n' }, env: { GOTOOLCHAIN } },
    ),
  ),
  ...['go 1.13\n', ''].flatMap((line) => {
    const tree = { 'mod/vendor/sub.example/s/s.go': 'package s\n' };
    const of = `vendored, ${line.trim() || 'no go line'}, -mod=vendor`;
    const vendored = (name: string, files: Record<string, string>, more = '') =>
      gomod(`${of}: ${name}`, `${line}${REQUIRE}${more}`, {
        files: { ...USES, ...files },
        env: { GOFLAGS: '-mod=vendor' },
      });
    const list = (text: string) => ({ ...tree, 'mod/vendor/modules.txt': `${text}\nsub.example/s\n` });
    return [
      vendored('nothing there', {}),
      vendored('no list', tree),
      vendored('an old list', list('# sub.example/s v1.0.0')),
      vendored('another version', list('# sub.example/s v1.1.0')),
      vendored('replaced', list('# sub.example/s v1.0.0 => ../sub'), 'replace sub.example/s => ../sub\n'),
      vendored('replaced, an old list', list('# sub.example/s v1.0.0'), 'replace sub.example/s => ../sub\n'),
    ];
  }),
  gomod('a vendored module for a newer go', `go 1.18\n${REQUIRE}`, {
    files: {
      ...USES,
      'mod/vendor/modules.txt': '# sub.example/s v1.0.0\n## explicit; go 1.99\nsub.example/s\n',
      'mod/vendor/sub.example/s/s.go': 'package s\n',
    },
  }),
  gomod('a vendored module', `go 1.18\n${REQUIRE}`, {
    files: {
      ...USES,
      'mod/vendor/modules.txt': '# sub.example/s v1.0.0\n## explicit; go 1.18\nsub.example/s\n',
      'mod/vendor/sub.example/s/s.go': 'package s\n',
    },
  }),
  gomod('a cached module for a newer go', `go 1.18\n${REQUIRE}`, {
    files: {
      ...USES,
      ...CACHED,
      'home/go/pkg/mod/cache/download/sub.example/s/@v/v1.0.0.mod': 'module sub.example/s\n\ngo 1.99\n',
      'mod/go.sum': SUM.replace('$MODHASH', '$NEWERHASH'),
    },
    env: { GOTOOLCHAIN: 'local' },
  }),
  ...['', 'go 1.16\n', 'go 1.17\n'].map((line) =>
    gomod(
      `a cached module for a newer go that nothing imports, ${line.trim() || 'no go line'}`,
      `${line}${REQUIRE}`,
      {
        files: {
          ...CACHED,
          'home/go/pkg/mod/cache/download/sub.example/s/@v/v1.0.0.mod': 'module sub.example/s\n\ngo 1.99\n',
          'mod/go.sum': SUM.replace('$MODHASH', '$NEWERHASH'),
        },
        env: { GOTOOLCHAIN: 'local' },
      },
    ),
  ),
  ...['', 'go 1.16\n', 'go 1.17\n'].map((line) =>
    gomod(
      `a replacement for a newer go that nothing imports, ${line.trim() || 'no go line'}`,
      `${line}${REQUIRE}replace sub.example/s => ../sub\n`,
      {
        files: { ...SUB, 'sub/go.mod': 'module sub.example/s\ngo 1.99\n' },
      },
    ),
  ),
  ...['', 'go 1.16\n', 'go 1.17\n'].map((line) =>
    gomod(
      `a replacement newer than the go line that nothing imports, ${line.trim() || 'no go line'}`,
      `${line}${REQUIRE}replace sub.example/s => ../sub\n`,
      {
        files: { ...SUB, 'sub/go.mod': 'module sub.example/s\ngo 1.21\n' },
      },
    ),
  ),
  gomod('go.sum complete', `go 1.18\n${REQUIRE}`, { files: { ...USES, ...CACHED, 'mod/go.sum': SUM } }),
  gomod('go.sum missing', `go 1.18\n${REQUIRE}`, { files: { ...USES, ...CACHED } }),
  gomod('go.sum with another tree', `go 1.18\n${REQUIRE}`, {
    files: { ...USES, ...CACHED, 'mod/go.sum': SUM.replace('h1:AAA', 'h1:BAA') },
    env: { GOSUMDB: 'off' },
  }),
  gomod('go.sum with another tree, -mod=mod', `go 1.18\n${REQUIRE}`, {
    files: { ...USES, ...CACHED, 'mod/go.sum': SUM.replace('h1:AAA', 'h1:BAA') },
    env: { GOFLAGS: '-mod=mod' },
  }),
  gomod(
    'a replacement for a newer go that is no demand',
    `go 1.18\n${REQUIRE}replace sub.example/s => ../sub\n`,
    {
      files: { ...USES, ...SUB, 'sub/go.mod': 'module sub.example/s\ngo 1.20\n' },
      since: '1.21',
    },
  ),
  gomod(
    'a replacement for a go newer than the go line',
    `go 1.20\n${REQUIRE}replace sub.example/s => ../sub\n`,
    {
      files: { ...USES, ...SUB, 'sub/go.mod': 'module sub.example/s\ngo 1.21\n' },
    },
  ),
  gomod('a replacement for a go newer than none', `${REQUIRE}replace sub.example/s => ../sub\n`, {
    files: { ...USES, ...SUB, 'sub/go.mod': 'module sub.example/s\ngo 1.21\n' },
    since: '1.21',
  }),
  gomod('a go line that is too old, -mod=mod', `go 1.20\n${REQUIRE}replace sub.example/s => ../sub\n`, {
    files: { ...USES, ...SUB, 'sub/go.mod': 'module sub.example/s\ngo 1.21\n' },
    env: { GOFLAGS: '-mod=mod' },
    since: '1.21',
  }),
  gomod('go.sum missing, GOSUMDB=off', `go 1.18\n${REQUIRE}`, {
    files: { ...USES, ...CACHED },
    env: { GOSUMDB: 'off' },
  }),
  ...['', 'go 1.16\n', 'go 1.17\n'].flatMap((line) => {
    const lines = `${line}${REQUIRE}`;
    const of = line.trim() || 'no go line';
    return [
      gomod(`go.sum missing and nothing imported, ${of}`, lines, { files: CACHED }),
      gomod(`proxies off and nothing imported, ${of}`, lines),
      gomod(`GOPROXY=foo and nothing imported, ${of}`, lines, { env: { GOPROXY: 'foo' } }),
    ];
  }),
  gomod('proxies off, and only a package below imports it', `go 1.18\n${REQUIRE}`, {
    files: { 'mod/below/b.go': 'package below\nimport _ "sub.example/s"\n' },
    command: ['build', '-n', './...'],
  }),
  ...['foo', ',', 'https:///x'].map(
    (GOPROXY): LateCase => ({ name: `GOPROXY=${GOPROXY}`, env: { GOPROXY } }),
  ),
  ...['foo', 'sum.golang.org a b', '', 'sum.golang.org+x'].map(
    (GOSUMDB): LateCase => ({ name: `GOSUMDB=${GOSUMDB}`, env: { GOSUMDB } }),
  ),
  ...['foo', ','].flatMap((GOPROXY) => [
    gomod(`GOPROXY=${GOPROXY}, all cached`, `go 1.18\n${REQUIRE}`, {
      files: { ...USES, ...CACHED, 'mod/go.sum': SUM },
      env: { GOPROXY, GOSUMDB: 'foo' },
    }),
    gomod(`GOPROXY=${GOPROXY}, not cached`, `go 1.18\n${REQUIRE}`, {
      files: { ...USES, 'mod/go.sum': SUM },
      env: { GOPROXY },
    }),
    gomod(`GOPROXY=${GOPROXY}, vendored`, `go 1.18\n${REQUIRE}`, {
      files: {
        ...USES,
        'mod/vendor/modules.txt': '# sub.example/s v1.0.0\n## explicit; go 1.18\nsub.example/s\n',
        'mod/vendor/sub.example/s/s.go': 'package s\n',
      },
      env: { GOPROXY, GOSUMDB: 'foo' },
    }),
    gomod(`GOPROXY=${GOPROXY}, replaced`, `go 1.18\n${REQUIRE}replace sub.example/s => ../sub\n`, {
      files: { ...USES, ...SUB, 'mod/go.sum': '<<<<<<< HEAD\n' },
      env: { GOPROXY },
    }),
    work(`GOPROXY=${GOPROXY}`, 'go 1.18\nuse ./a\n', {}, { env: { GOPROXY } }),
  ]),
  gomod('go.sum malformed and nothing imported', `go 1.18\n${REQUIRE}`, {
    files: { ...CACHED, 'mod/go.sum': '<<<<<<< HEAD\n' },
  }),
  { name: 'GOPROXY=direct without git', env: { GOPROXY: 'direct', PATH: '$GO' } },
  ...[
    'toolchain default',
    'toolchain go1.20',
    'toolchain go1.21.0',
    'go 1.21\ntoolchain default',
    'go 1.21\ntoolchain go1.20.3',
    'go 1.21\ntoolchain go1.21',
    'go 1.21\ntoolchain go1.21rc2',
    'go 1.21.0\ntoolchain go1.21.0-fips',
    'go 1.21.0\ntoolchain go1.foo',
    'go 1.18\ntoolchain go1',
    'go 1.21.0rc1',
    'go 1.20rc1',
    'go 1.99.0rc1',
    'go 1.21foo1',
  ].map((lines) => gomod(lines.replace('\n', ', '), `${lines}\n`)),
  ...['go 1.21\ntoolchain default', 'go 1.21.0rc1'].flatMap((lines) => [
    gomod(`${lines.replace('\n', ', ')}, -mod=mod`, `${lines}\n`, { env: { GOFLAGS: '-mod=mod' } }),
    work(lines.replace('\n', ', '), `${lines}\nuse ./a\n`, {}),
  ]),
  gomod('go.sum missing, -mod=mod', `go 1.18\n${REQUIRE}`, {
    files: { ...USES, ...CACHED },
    env: { GOSUMDB: 'off', GOFLAGS: '-mod=mod' },
  }),
  gomod('go.sum without the tree', `go 1.18\n${REQUIRE}`, {
    files: { ...USES, ...CACHED, 'mod/go.sum': `sub.example/s v1.0.0/go.mod ${MOD_HASH}\n` },
  }),
  gomod('go.sum without go.mod', `go 1.18\n${REQUIRE}`, {
    files: { ...USES, ...CACHED, 'mod/go.sum': `sub.example/s v1.0.0 ${HASH}\n` },
  }),
  gomod('go.sum malformed', `go 1.18\n${REQUIRE}`, {
    files: { ...USES, ...CACHED, 'mod/go.sum': `${SUM}<<<<<<< HEAD\n` },
  }),
  gomod('go.sum missing, indirect', `go 1.18\nrequire sub.example/s v1.0.0 // indirect\n`, { files: CACHED }),
  gomod('no tree in the cache, proxies off', `go 1.18\n${REQUIRE}`, {
    files: {
      ...USES,
      'home/go/pkg/mod/sub.example/s@v1.0.0/go.mod': 'module sub.example/s\n',
      'home/go/pkg/mod/sub.example/s@v1.0.0/s.go': 'package s\n',
      'mod/go.sum': SUM,
    },
    env: { GOPROXY: 'off' },
  }),
  ...[
    'foo=1',
    'x509sha1=1',
    'x509sha1=0',
    'http2debug=1',
    'asynctimerchan=1',
    'asynctimerchan=0',
    'default=go1.21',
    'default=go1.99',
    'default=1.21',
    'tlskyber=1',
    'panicnil=1,foo=1',
  ].map((line) => gomod(`godebug ${line}`, `go 1.18\ngodebug ${line}\n`)),
  gomod('a tool line', 'go 1.18\ntool m\n'),
  gomod('an ignore line', 'go 1.18\nignore ./x\n'),
  gomod('one module replaced twice', 'go 1.18\nreplace x.example/x => ./x\nreplace x.example/x => ./y\n'),
  gomod(
    'one module replaced twice alike',
    'go 1.18\nreplace x.example/x => ./x\nreplace x.example/x => ./x\n',
  ),
  { name: 'sources without go.mod', shell: 'rm mod/go.mod' },
  { name: 'sources without go.mod, GO111MODULE=auto', shell: 'rm mod/go.mod', env: { GO111MODULE: 'auto' } },
  { name: 'go.mod in the directory for temporary files', env: { TMPDIR: '$D/mod' } },
  { name: 'go.mod in GOTMPDIR', env: { GOTMPDIR: '$D/mod' } },
  ...flags(['-ldflags=s', '-gcflags=s', '-ldflags==-s', '-count', '-linkshared=false']),
  ...flags(['-gcflags=-nosuch', '-gcflags=other.example/...=-nosuch', '-gcflags=-nosuch -gcflags=-N'], {
    command: COMPILE,
    files: LIBRARY,
  }),
  work('replaces twice', 'go 1.18\nuse ./a\nreplace x.example/x => ./x\nreplace x.example/x => ./y\n', {}),
  work('a member replaces twice', 'go 1.18\nuse ./a\n', {
    'work/a/go.mod': 'module a.example/a\ngo 1.18\nreplace x.example/x => ./x\nreplace x.example/x => ./y\n',
  }),
  work('-mod=vendor', 'go 1.18\nuse ./a\n', {}, { env: { GOFLAGS: '-mod=vendor' } }),
  work('sound', 'go 1.18\nuse ./a\n', {}),
  work('a member with a strange go line', 'go 1.18\nuse ./a\n', {
    'work/a/go.mod': 'module a.example/a\ngo 1.21.0rc1\n',
  }),
  work('a use that is not there', 'go 1.18\nuse (\n./a\n./b\n)\n', {}),
  work('a directory without go.mod', 'go 1.18\nuse (\n./a\n./b\n)\n', { 'work/b/b.go': 'package b\n' }),
  work('no use', 'go 1.18\n', {}),
  work('module not used', 'go 1.18\nuse ./b\n', MEMBER_B),
  work('from its own directory', 'go 1.18\nuse ./a\n', {}, { at: 'work', command: ['list', './a'] }),
  work('directory twice', 'go 1.18\nuse ./a\nuse ./a\n', {}),
  work('directory twice, otherwise written', 'go 1.18\nuse ./a\nuse ./a/\n', {}),
  work('module twice', 'go 1.18\nuse (\n./a\n./b\n)\n', { 'work/b/go.mod': 'module a.example/a\ngo 1.18\n' }),
  work('a member with a newer go line', 'go 1.18\nuse ./a\n', {
    'work/a/go.mod': 'module a.example/a\ngo 1.19\n',
  }),
  work('a member with a newer go line from 1.21 on', 'go 1.18\nuse ./a\n', {
    'work/a/go.mod': 'module a.example/a\ngo 1.21\n',
  }),
  work('without a go line', 'use ./a\n', {}),
  work('without a go line, a member for 1.21', 'use ./a\n', {
    'work/a/go.mod': 'module a.example/a\ngo 1.21\n',
  }),
  work('a main module replaced', 'go 1.18\nuse ./a\nreplace a.example/a => ./z\n', {
    'work/z/go.mod': 'module a.example/a\n',
  }),
  work('a main module replaced in one version', 'go 1.18\nuse ./a\nreplace a.example/a v1.0.0 => ./z\n', {
    'work/z/go.mod': 'module a.example/a\n',
  }),
  work('replaced differently', 'go 1.18\nuse (\n./a\n./b\n)\n', {
    'work/a/go.mod': 'module a.example/a\ngo 1.18\nreplace x.example/x => ./x\n',
    'work/b/go.mod': 'module b.example/b\ngo 1.18\nreplace x.example/x => ./x\n',
  }),
  work('replaced alike', 'go 1.18\nuse (\n./a\n./b\n)\n', {
    'work/a/go.mod': 'module a.example/a\ngo 1.18\nreplace x.example/x => ../x\n',
    'work/b/go.mod': 'module b.example/b\ngo 1.18\nreplace x.example/x => ../x\n',
  }),
  work('replaced differently, settled', 'go 1.18\nuse (\n./a\n./b\n)\nreplace x.example/x => ./x\n', {
    'work/a/go.mod': 'module a.example/a\ngo 1.18\nreplace x.example/x => ./x\n',
    'work/b/go.mod': 'module b.example/b\ngo 1.18\nreplace x.example/x => ./x\n',
  }),
  ...['sound', 'inconsistent'].map(
    (kind): LateCase => ({
      name: `workspace: vendored, ${kind}`,
      since: '1.22',
      at: 'work',
      command: ['build', '-n', '-o', '/dev/null', './a'],
      files: {
        'work/go.work': 'go 1.22\nuse (\n./a\n./b\n)\n',
        'work/a/go.mod':
          'module a.example/a\ngo 1.22\nrequire (\nb.example/b v0.0.0\nsub.example/s v1.0.0\n)\nreplace (\nb.example/b => ../b\nsub.example/s => ../../sub\n)\n',
        'work/a/m.go': 'package main\nimport _ "b.example/b"\nimport _ "sub.example/s"\nfunc main() {}\n',
        'work/b/go.mod': 'module b.example/b\ngo 1.22\n',
        'work/b/b.go': 'package b\n',
        ...SUB,
      },
      shell: `cd work; PATH=$GO:$PATH HOME=$D/home GOTOOLCHAIN=local GOPROXY=off GOFLAGS=-mod=mod go work vendor || true${kind === 'sound' ? '' : "; sed -i '/replace/,$d' a/go.mod"}`,
    }),
  ),
  work(
    '-modfile',
    'go 1.18\nuse ./a\n',
    { 'work/a/alt.mod': 'module a.example/a\ngo 1.18\n' },
    {
      env: { GOFLAGS: '-modfile=alt.mod' },
    },
  ),
  work('godebug of a member', 'go 1.18\nuse ./a\n', {
    'work/a/go.mod': 'module a.example/a\ngo 1.18\ngodebug foo=1\n',
  }),
  work('godebug of go.work', 'go 1.18\ngodebug foo=1\nuse ./a\n', {}),
  work('go.work.sum malformed', 'go 1.18\nuse ./a\n', { 'work/go.work.sum': '<<<<<<< HEAD\n' }),
  { name: 'a checkout', shell: GIT },
  { name: 'a checkout of another user', shell: `${GIT} && chown -R 1234 .` },
  {
    name: 'a checkout of another user, no stamp',
    shell: `${GIT} && chown -R 1234 .`,
    env: { GOFLAGS: '-buildvcs=false' },
  },
  {
    name: 'a checkout of another user, listed',
    shell: `${GIT} && chown -R 1234 .`,
    files: { 'home/.gitconfig': '[safe]\n\tdirectory = $D/mod\n' },
  },
  {
    name: 'a checkout of another user, all listed',
    shell: `${GIT} && chown -R 1234 .`,
    files: { 'home/.gitconfig': '[safe]\n\tdirectory = *\n' },
  },
  {
    name: 'a checkout of another user, another one listed',
    shell: `${GIT} && chown -R 1234 .`,
    files: { 'home/.gitconfig': '[safe]\n\tdirectory = /elsewhere\n' },
  },
  { name: 'a checkout of which only .git is another user’s', shell: `${GIT} && chown -R 1234 .git` },
  { name: 'a checkout without commits', shell: 'cd mod && git init -q .' },
  { name: 'a checkout without HEAD', shell: `${GIT} && rm .git/HEAD` },
  { name: 'a checkout without its objects', shell: `${GIT} && rm -rf .git/objects/*` },
  { name: 'a checkout whose objects are packed', shell: `${GIT} && git gc -q && git pack-refs --all` },
  { name: 'a checkout of a commit', shell: `${GIT} && git checkout -q --detach` },
  {
    name: 'a checkout of a commit that is not there',
    shell: `${GIT} && git rev-parse HEAD | tr 0-9a-f a-f0-9 >h && mv h .git/HEAD`,
  },
  {
    name: 'a checkout with objects elsewhere',
    shell: `${GIT} && mv .git ../o && git clone -qs ../o ../c && mv ../c/.git .`,
  },
  {
    name: 'a checkout in a format of the future',
    shell: `${GIT} && git config core.repositoryformatversion 9`,
  },
  { name: 'a checkout in the newest format', shell: `${GIT} && git config core.repositoryformatversion 1` },
  { name: 'a checkout whose configuration is cut off', shell: `${GIT} && printf "[core\\n" >>.git/config` },
  { name: 'a configuration of git that is cut off', shell: GIT, files: { 'home/.gitconfig': '[user' } },
  {
    name: 'a configuration of git with all that it may have',
    shell: GIT,
    files: {
      'home/.gitconfig': '# [a\n[user] name = "a [b"\n[url "x]y"]\n\tinsteadOf = [z\n; [\n[alias]a=b\\\n[c\n',
    },
  },
  { name: 'a checkout whose HEAD is damaged', shell: `${GIT} && echo zzz >.git/HEAD` },
  { name: 'a checkout whose index is damaged', shell: `${GIT} && echo zz >.git/index` },
  { name: 'a checkout whose index is empty', shell: `${GIT} && : >.git/index` },
  { name: 'a submodule without its repository', shell: 'printf "gitdir: ../none\\n" > mod/.git' },
  { name: 'git and hg at once', shell: `${GIT} && mkdir .hg` },
  { name: 'a checkout, but no git', shell: GIT, env: { PATH: '$GO:/none' } },
  {
    name: 'a checkout, but no git, and a stamp is asked for',
    shell: GIT,
    env: { PATH: '$GO:/none', GOFLAGS: '-buildvcs=true' },
  },
  ...PACKAGES,
];
