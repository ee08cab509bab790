import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { RouteReport } from '../../../src/core/documents/route-report.ts';
import { jsonSchemas } from '../../../src/json-schemas.ts';
import { program } from '../../support/memory/tree.ts';
import { fakeModule } from '../../support/network/module-network/module-zip.ts';
import { FAKES } from '../../support/probes/fake-probe.ts';
import { type RunOptions, runMain } from '../../support/runs/run-main.ts';

const text = await fakeModuleFiles();

async function fakeModuleFiles() {
  const module = fakeModule('golang.org/x/text', 'v0.3.0');
  const base = '/m/cache/download/golang.org/x/text/@v/v0.3.0';
  return {
    sum: `golang.org/x/text v0.3.0 ${module.treeHash}\ngolang.org/x/text v0.3.0/go.mod ${module.modHash}\n`,
    cache: {
      [`${base}.info`]: module.info,
      [`${base}.mod`]: module.mod,
      [`${base}.zip`]: module.zip.toString('latin1'),
      [`${base}.ziphash`]: module.treeHash,
    },
  };
}

async function route(args: readonly string[], options: RunOptions = {}) {
  const { code, stdout, stderr } = await runMain(['route', '-f', 'json', ...args], {
    probes: FAKES,
    ...options,
  });
  expect(stderr).toBe('');
  const report = JSON.parse(stdout) as RouteReport;
  expect(report.exitCode).toBe(code);
  return { report, code, modules: report.modules, first: report.modules[0] };
}

const env = (...pairs: readonly string[]) => pairs.flatMap((pair) => ['--env', pair]);

describe('the route of a module', () => {
  it('goes by proxy, then direct, and is verified by the database', async () => {
    const { code, first } = await route([...env('A=b'), 'github.com/Azure/sdk@v1.0.0']);
    expect(code).toBe(0);
    expect(first).toMatchObject({
      verdict: 'verified',
      mode: 'module',
      attempts: ['https://proxy.golang.org', 'direct'],
      gonoproxy: null,
      gonosumdb: null,
      sumdb: 'sum.golang.org',
      cached: null,
    });
    expect(first?.steps[0]?.urls[0]).toBe('https://proxy.golang.org/github.com/!azure/sdk/@v/v1.0.0.info');
    expect(first?.steps[1]).toMatchObject({
      kind: 'direct',
      url: 'https://github.com/Azure/sdk',
      vcs: ['git'],
    });
  });

  it.each([
    ['GOPROXY=off', 'golang.org/x/text@v0.3.0', 'blocked', ['off']],
    ['GOPROXY=none', 'golang.org/x/text@v0.3.0', 'blocked', []],
    ['GOPROXY=https://p.corp.com', 'golang.org/x/text@v0.3.0', 'verified', ['https://p.corp.com']],
    ['GOPROXY=p.corp.com|off', 'golang.org/x/text@v0.3.0', 'verified', ['https://p.corp.com', 'off']],
    ['GOPROXY=direct', 'golang.org/x/text@v0.3.0', 'verified', ['direct']],
    ['GOPRIVATE=golang.org', 'golang.org/x/text@v0.3.0', 'unverified', ['direct']],
    ['GOSUMDB=off', 'golang.org/x/text@v0.3.0', 'unverified', ['https://proxy.golang.org', 'direct']],
    ['GOSUMDB=OFF', 'golang.org/x/text@v0.3.0', 'blocked', ['https://proxy.golang.org', 'direct']],
    ['GOINSECURE=*', 'golang.org/x/text@v0.3.0', 'verified', ['https://proxy.golang.org', 'direct']],
    ['GONOSUMCHECK=1', 'golang.org/x/text@v0.3.0', 'verified', ['https://proxy.golang.org', 'direct']],
    ['GO111MODULE=off', 'golang.org/x/text@v0.3.0', 'blocked', []],
    // With a version it is a question to `go mod download`, which only `off` forbids.
    ['GO111MODULE=auto', 'golang.org/x/text@v0.3.0', 'verified', ['https://proxy.golang.org', 'direct']],
    ['GO111MODULE=auto', 'golang.org/x/text', 'blocked', []],
    ['GO111MODULE=yes', 'golang.org/x/text@v0.3.0', 'blocked', []],
    ['GOFLAGS=mod=vendor', 'golang.org/x/text@v0.3.0', 'blocked', []],
    ['GOFLAGS=-mod=vendor', 'golang.org/x/text@v0.3.0', 'blocked', []],
    ['A=b', 'text@v0.3.0', 'blocked', []],
  ])('%s %s is %s', async (pair, module, verdict, attempts) => {
    const { first } = await route([...env(pair), module]);
    expect(first).toMatchObject({ verdict, attempts });
    expect(first?.reasons).toContain(first?.because);
  });

  it('goes direct for a private module even with GOPROXY=off, and that is as it should be', async () => {
    const { code, first } = await route([
      ...env('GOPROXY=off', 'GOPRIVATE=*.corp.com'),
      'git.corp.com/a@v1.0.0',
    ]);
    expect(first).toMatchObject({ verdict: 'unverified', attempts: ['direct'], gonoproxy: '*.corp.com' });
    expect(code).toBe(0);
  });

  it('shows no password that stands in a pattern', async () => {
    const { report } = await route([
      ...env('GOPRIVATE=https://me:geheim@corp.com,me:geheim@corp.com'),
      'corp.com/a@v1.0.0',
    ]);
    expect(report.modules[0]?.nearMisses).toHaveLength(2);
    expect(JSON.stringify(report)).not.toContain('geheim');
  });

  it('names near misses', async () => {
    const { first } = await route([...env('GOPRIVATE=*.corp.com, corp.com'), 'corp.com/a@v1.0.0']);
    expect(first?.nearMisses.map(({ why }) => why)).toEqual(['star-dot', 'space']);
  });

  it('is blocked by GOVCS only where nothing else is left', async () => {
    const both = await route([...env('GOVCS=*:off'), 'github.com/a/b@v1.0.0']);
    expect(both.first).toMatchObject({ verdict: 'verified' });
    const alone = await route([...env('GOVCS=*:off', 'GOPROXY=direct'), 'github.com/a/b@v1.0.0']);
    expect(alone.first).toMatchObject({ verdict: 'blocked' });
  });

  it('asks for list and latest where there is no version', async () => {
    const { first } = await route([...env('A=b'), 'corp.com/a']);
    expect(first).toMatchObject({ version: null, cached: null, fetches: ['list', 'latest'] });
  });
});

const POLICY = 'goEnv:\n  privateModules: [corp.com, "*.corp.com"]\n';

describe('a policy', () => {
  it('makes a leak of a private module that a public service is asked for', async () => {
    const { code, modules } = await route(
      ['-c', '/p.yaml', ...env('GOPRIVATE=*.corp.com'), 'corp.com/a@v1.0.0', 'git.corp.com/b@v1.0.0'],
      { trees: [{ '/p.yaml': POLICY }] },
    );
    expect(modules.map((m) => m.verdict)).toEqual(['would leak', 'unverified']);
    expect(modules.map((m) => m.accepted)).toEqual([false, true]);
    expect(code).toBe(1);
  });

  it('does not take the organisation’s own proxy for public, but the database is', async () => {
    const own = [
      '-c',
      '/p.yaml',
      ...env('GOPROXY=https://goproxy.corp.com', 'GONOSUMDB=corp.com'),
      'corp.com/a@v1.0.0',
    ];
    expect((await route(own, { trees: [{ '/p.yaml': POLICY }] })).first).toMatchObject({
      verdict: 'unverified',
      attempts: ['https://goproxy.corp.com'],
    });
    const asked = ['-c', '/p.yaml', ...env('GOPROXY=https://goproxy.corp.com'), 'corp.com/a@v1.0.0'];
    expect((await route(asked, { trees: [{ '/p.yaml': POLICY }] })).first?.verdict).toBe('would leak');
  });

  it('may allow modules that nobody vouches for', async () => {
    const policy = 'rules:\n  go-env/sumdb-off: "off"\n';
    const args = ['-c', '/p.yaml', ...env('GOSUMDB=off'), 'golang.org/x/text@v0.3.0'];
    const { probes } = await import('../../../probes/index.ts');
    const allowed = await route(args, { trees: [{ '/p.yaml': policy }], probes });
    expect([allowed.first?.verdict, allowed.code]).toEqual(['unverified', 0]);
    expect((await route(args.slice(2))).code).toBe(1);
  });

  it('names the modules where nobody else does', async () => {
    const policy = 'goEnv:\n  requiredModules: [corp.com/a]\n';
    const { modules } = await route(['-c', '/p.yaml', ...env('A=b')], { trees: [{ '/p.yaml': policy }] });
    expect(modules.map((m) => m.module)).toEqual(['corp.com/a']);
  });
});

describe('a project', () => {
  const mod =
    'module m\n\ngo 1.22\n\nrequire (\n\tgolang.org/x/text v0.3.0\n\tcorp.com/a v1.0.0\n\tcorp.com/b v1.0.0\n)\nreplace corp.com/a => ../a\nreplace corp.com/b v1.0.0 => github.com/fork/b v1.0.1\n';
  const tree = {
    '/src/app/go.mod': mod,
    '/src/app/go.sum': text.sum,
    '/src/a/go.mod': 'module corp.com/a\n',
  };

  it('is routed as a whole, replacements followed', async () => {
    const { modules } = await route(['--from', 'go.mod', ...env('GOMODCACHE=/m')], {
      trees: [tree, text.cache],
      cwd: '/src/app',
    });
    expect(modules.map((m) => [m.module, m.replaces, m.verdict])).toEqual([
      ['golang.org/x/text', null, 'offline-ready'],
      ['../a', 'corp.com/a@v1.0.0', 'offline-ready'],
      ['github.com/fork/b', 'corp.com/b@v1.0.0', 'verified'],
    ]);
    expect(modules[0]).toMatchObject({ cached: true, attempts: [], sumdb: null });
    expect(modules[1]).toMatchObject({ cached: null });
    expect(modules[2]).toMatchObject({ cached: false });
  });

  it('is found from the working directory, and gives a module its version', async () => {
    const { report, first } = await route([...env('A=b'), 'golang.org/x/text'], {
      trees: [tree],
      cwd: '/src/app',
    });
    expect([report.project, first?.version, first?.checksum.state]).toEqual([
      '/src/app/go.mod',
      'v0.3.0',
      'go.sum',
    ]);
  });

  it('with a replacement that is not there is blocked', async () => {
    const { modules } = await route(['--from', '/src/app/go.mod', ...env('A=b')], {
      trees: [{ ...tree, '/src/a/go.mod': null }],
    });
    expect(modules[1]).toMatchObject({ module: '../a', verdict: 'blocked' });
  });

  it('whose cache differs from go.sum is blocked', async () => {
    const tampered = { ...text.cache, '/m/cache/download/golang.org/x/text/@v/v0.3.0.mod': 'module evil\n' };
    const { first } = await route(['--from', '/src/app/go.mod', ...env('GOMODCACHE=/m')], {
      trees: [tree, tampered],
    });
    expect(first).toMatchObject({ verdict: 'blocked' });
  });

  it('whose go.mod cannot be read has no way at all', async () => {
    const { modules } = await route(['--from', '/src/go.mod', ...env('A=b'), 'golang.org/x/text@v0.3.0'], {
      trees: [{ '/src/go.mod': 'module m\nnonsense\n' }],
    });
    expect(modules[0]).toMatchObject({
      verdict: 'blocked',
      because: '/src/go.mod:2: unknown directive: nonsense',
    });
  });

  it('without requirements has nothing to do', async () => {
    const { code, modules } = await route(['--from', '/src/go.mod', ...env('A=b')], {
      trees: [{ '/src/go.mod': 'module m\n' }],
    });
    expect([code, modules]).toEqual([0, []]);
  });

  it('that is a workspace has the modules of all its members', async () => {
    const { modules } = await route(['--from', '/w/go.work', ...env('A=b')], {
      trees: [
        {
          '/w/go.work': 'go 1.22\nuse ./a\nuse ./b\n',
          '/w/a/go.mod': 'module corp.com/a\nrequire corp.com/b v0.0.0\nrequire x.org/x v1.0.0\n',
          '/w/b/go.mod': 'module corp.com/b\nrequire y.org/y v1.0.0\n',
        },
      ],
    });
    expect(modules.map((m) => m.module)).toEqual(['x.org/x', 'y.org/y']);
  });
});

describe('a workspace that contradicts itself', () => {
  const member = (path: string, more = '') => `module ${path}\n\ngo 1.21\n${more}`;
  const work = (more: string) => `go 1.21\n\nuse (\n\t./a\n\t./b\n)\n${more}`;
  const sound = {
    '/w/go.work': work(''),
    '/w/a/go.mod': member('corp.com/a'),
    '/w/b/go.mod': member('corp.com/b'),
  };
  const replace = (target: string) => `\nreplace corp.com/z => ${target}\n`;

  it.each([
    ['nothing of it', {}, '1.27', 'verified'],
    ['a member for a newer go', { '/w/go.work': work('').replace('1.21', '1.18') }, '1.27', 'blocked'],
    ['a member for a newer go', { '/w/go.work': work('').replace('1.21', '1.18') }, '1.19', 'verified'],
    ['a directory twice', { '/w/go.work': work('use ./a\n') }, '1.27', 'blocked'],
    ['a module twice', { '/w/b/go.mod': member('corp.com/a') }, '1.27', 'blocked'],
    ['a module twice', { '/w/b/go.mod': member('corp.com/a') }, '1.19', 'verified'],
    ['a member replaced', { '/w/go.work': work('replace corp.com/a => ./z\n') }, '1.27', 'blocked'],
    [
      'two replacements',
      {
        '/w/a/go.mod': member('corp.com/a', replace('../y')),
        '/w/b/go.mod': member('corp.com/b', replace('../x')),
      },
      '1.27',
      'blocked',
    ],
    ['no member', { '/w/go.work': 'go 1.21\n' }, '1.27', 'verified'],
  ])('%s %j for go %s: %4$s', async (_, change, go, verdict) => {
    const args = ['--from', '/w/go.work', ...env('A=b'), '--go', go, 'corp.com/lib@v1.0.0'];
    const { first } = await route(args, { trees: [{ ...sound, ...change }] });
    expect(first?.verdict).toBe(verdict);
  });
});

describe('the environment', () => {
  const go = {
    GOVERSION: 'go1.22.5',
    GOROOT: '/usr/local/go',
    GOPROXY: 'https://user:geheim@p.corp.com',
    GOSUMDB: 'sum.golang.org',
    GOMOD: '/src/go.mod',
    GOWORK: '',
    GOMODCACHE: '/m',
    GOFLAGS: '',
  };
  const machine: RunOptions = {
    trees: [
      {
        '/usr/local/go/bin/go': program(),
        '/src/go.mod': 'module m\nrequire a.org/a v1.0.0\n',
        '/root/.netrc': 'machine p.corp.com login me password geheim\n',
      },
    ],
    programs: { '/usr/local/go/bin/go': () => ({ stdout: JSON.stringify(go) }) },
    env: { HOME: '/root', PATH: '/usr/local/go/bin' },
    cwd: '/src',
  };

  it('is what go env says', async () => {
    const { report, first } = await route([], machine);
    expect(report).toMatchObject({
      go: '1.22.5',
      source: 'go env of /usr/local/go/bin/go',
      project: '/src/go.mod',
    });
    expect(first).toMatchObject({ module: 'a.org/a', attempts: ['https://***@p.corp.com'], cached: false });
    expect(first?.steps[0]?.credentials).toEqual(['URL', '.netrc']);
    expect(JSON.stringify(report)).not.toContain('geheim');
  });

  it('is not guessed where go says nothing in time, for which it has as long as nobody times', async () => {
    const asked: number[] = [];
    const silent = ({ timeoutMs }: { readonly timeoutMs: number }) => {
      asked.push(timeoutMs);
      return { kind: 'timed-out' as const, afterMs: timeoutMs };
    };
    const programs = { '/usr/local/go/bin/go': silent };
    const { code, stdout, stderr } = await runMain(['route'], { probes: FAKES, ...machine, programs });
    expect({ code, stdout }).toEqual({ code: 66, stdout: '' });
    expect(stderr).toContain('/usr/local/go/bin/go');
    await runMain(['route', '--timeout', '2s'], { probes: FAKES, ...machine, programs });
    expect(asked.map((ms) => ms > 2000)).toEqual([true, false]);
  });

  // A machine of .netrc is a host, after Go 1.19 with its port, and from Go 1.24 on the beginning of the URL.
  it.each([
    ['go1.19.13', 'https://p.corp.com:8443', 'p.corp.com', ['.netrc']],
    ['go1.19.13', 'https://p.corp.com:8443', 'p.corp.com:8443', []],
    ['go1.23.4', 'https://p.corp.com:8443', 'p.corp.com', []],
    ['go1.23.4', 'https://p.corp.com:8443', 'p.corp.com:8443', ['.netrc']],
    ['go1.24.0', 'https://p.corp.com:8443', 'p.corp.com', []],
    ['go1.24.0', 'https://p.corp.com:8443/go', 'p.corp.com:8443', ['.netrc']],
    ['go1.24.0', 'https://p.corp.com.evil', 'p.corp.com', []],
  ])('%s takes to %s what .netrc has for %s: %j', async (GOVERSION, GOPROXY, name, credentials) => {
    const { first } = await route([], {
      ...machine,
      trees: [...(machine.trees ?? []), { '/root/.netrc': `machine ${name} login me password geheim\n` }],
      programs: {
        '/usr/local/go/bin/go': () => ({ stdout: JSON.stringify({ ...go, GOVERSION, GOPROXY }) }),
      },
    });
    expect(first?.steps[0]?.credentials).toEqual(credentials);
  });

  it('gives no secret away in text either', async () => {
    const { stdout } = await runMain(['route', '-v'], machine);
    expect(stdout).toContain('p.corp.com');
    expect(stdout).not.toContain('geheim');
  });

  it.each([['text'], ['json']])('shows no query of a proxy, whatever it is named, in %s', async (format) => {
    const GOPROXY = 'https://p.corp.com/go?account=geheim,direct';
    const env = { GOPROXY, HOME: '/root' };
    const { stdout } = await runMain(['route', '-v', '-f', format, 'a.org/a@v1.0.0'], { env });
    expect(stdout).not.toContain('geheim');
    expect(stdout).toContain('p.corp.com/go?***');
    if (format === 'json') expect(stdout).toContain('https://p.corp.com/go/a.org/a/@v/v1.0.0.info?***');
  });

  it('can be asked about with another version of go', async () => {
    expect((await route(['--go', '1.19'], machine)).report.go).toBe('1.19');
    expect((await route(['--go', 'go1.26.1'], machine)).report.go).toBe('1.26.1');
  });

  it('without go is taken as it is, with the defaults of go', async () => {
    const { report, first } = await route(['a.org/a@v1.0.0'], { env: { GOPROXY: 'direct', HOME: '/root' } });
    expect(report.source).toContain('no go command');
    expect(first).toMatchObject({ attempts: ['direct'], verdict: 'blocked', cached: false });
    expect(first?.because).toContain('git');
  });

  it('of a go that fails blocks all, with what go says', async () => {
    const failing = {
      ...machine,
      programs: { '/usr/local/go/bin/go': () => ({ code: 2, stderr: 'go: GOPATH entry is relative\n' }) },
    };
    const { first } = await route(['a.org/a@v1.0.0'], failing);
    expect(first).toMatchObject({ verdict: 'blocked' });
    expect(first?.because).toContain('GOPATH entry is relative');
  });

  it('is blocked without a module cache', async () => {
    const { first } = await route(['a.org/a@v1.0.0'], { env: {} });
    // It is missed when the zip shall be put down.
    expect(first).toMatchObject({ verdict: 'blocked', fetches: ['info', 'mod'], sumdb: null });
    expect(first?.attempts).not.toEqual([]);
    expect(first?.because).toContain('GOMODCACHE');
  });

  it('can be a file, with lines of a Dockerfile', async () => {
    const file = '# comment\n\nGOPROXY=off\nENV GOSUMDB="off" GOFLAGS=-mod=mod\nexport GOPRIVATE=\'a.org\'\n';
    const { report } = await route(['--env-from', '/e', '--env', 'GOPROXY=direct', 'a.org/a@v1.0.0'], {
      ...machine,
      trees: [{ '/e': file }],
    });
    expect(report.settings).toMatchObject({
      GOPROXY: 'direct',
      GOSUMDB: 'off',
      GOFLAGS: '-mod=mod',
      GOPRIVATE: 'a.org',
    });
    expect(report.go).toBeNull();
  });

  it('answers as that version of go would', async () => {
    const trees = [
      {
        '/w/go.work': 'go 1.21\nuse ./a\n',
        '/w/a/go.mod': 'module a\nrequire x.org/x v1.0.0\n',
        '/w/vendor/modules.txt': '## workspace\n# x.org/x v1.0.0\n## explicit\nx.org/x\n',
      },
    ];
    const mode = async (version: string) =>
      (await route(['--from', '/w/go.work', '--go', version, ...env('A=b')], { trees })).first?.mode;
    expect([await mode('1.21'), await mode('1.22')]).toEqual(['module', 'vendor']);
  });
});

describe('the documents', () => {
  it('are JSON of the schema that is shipped', async () => {
    const { route: schema } = await jsonSchemas([]);
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
    const { report } = await route([
      ...env('GOPRIVATE=*.corp.com'),
      'corp.com/a@v1.0.0',
      'git.corp.com/b',
      'x@y',
    ]);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  });

  const many = Array.from(
    { length: 30 },
    (_, i) => `github.com/an-organisation-with-a-name/Repository${i}/v2@v2.${i}.0`,
  );

  it('are text of at most 100 columns', async () => {
    const proxies =
      'https://one.corp.com,https://two.corp.com,https://three.corp.com|https://proxy.golang.org,direct';
    const { stdout } = await runMain(['route', '-v', ...env(`GOPROXY=${proxies}`), ...many]);
    const matrix = stdout.split('\n').filter((line) => /module {2}|✓ verified$/.test(line));
    expect(matrix).toHaveLength(31);
    expect(Math.max(...matrix.map((line) => [...line].length))).toBeLessThanOrEqual(100);
    const columns = new Set(matrix.slice(1).map((line) => [...line].indexOf('✓')));
    expect(columns.size).toBe(1);
  });

  it('are one line with --quiet', async () => {
    const { stdout, code } = await runMain(['route', '-q', ...env('GOPROXY=off'), ...many]);
    expect([stdout, code]).toEqual(['NOT OK 30 modules: 30 blocked\n', 1]);
  });

  it('have colour where it is asked for, and none elsewhere', async () => {
    const args = ['route', ...env('A=b'), 'a.org/a@v1.0.0'];
    expect((await runMain(args)).stdout).not.toContain('\x1b[');
    expect((await runMain(args, { terminal: true })).stdout).toContain('\x1b[32m');
  });

  it('say once what many modules share', async () => {
    const { stdout } = await runMain(['route', ...env('GOPROXY=off'), ...many]);
    expect(stdout.split('GOPROXY=off').length - 1).toBe(1);
    expect(stdout).toContain('and 29 more modules');
  });

  it('go to a file', async () => {
    const { files, stdout } = await runMain(['route', '-o', '/r.txt', ...env('A=b'), 'a.org/a@v1.0.0']);
    expect([stdout, files.get('/r.txt')?.startsWith('OK ')]).toEqual(['', true]);
  });

  it('keep control characters out', async () => {
    const { stdout } = await runMain([
      'route',
      '-v',
      ...env('GOPROXY=https://a.org\x1b[31m'),
      'a.org/\x1b]0;x@v1.0.0',
    ]);
    expect(stdout).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
  });
});

describe('wrong usage', () => {
  it.each([
    [['route', '--env', 'GOPROXY'], 'KEY=VALUE'],
    [['route', '--env-from', '/nowhere', 'a.org/a'], '/nowhere'],
    [['route', '--env-file', '/e', 'a.org/a'], '--env-from'],
    [['route', '--env-file=/e', 'a.org/a'], '--env-from'],
    [['route', '--env-file-if-exists', '/e', 'a.org/a'], '--env-from'],
    [['--env-file', '/e'], 'option of Node'],
    [['route', '--env-from', '/e', 'a.org/a'], '/e:2'],
    [['route', '--from', '/nowhere'], '/nowhere'],
    [['route', '--go', 'newest', 'a.org/a'], 'newest'],
    [['route', '-f', 'junit', 'a.org/a'], 'junit'],
    [['route', 'https://user:pw@corp.com/a'], 'URL'],
    [['route', '@v1'], '@v1'],
    [['route', '--only', 'umask', 'a.org/a'], '--only'],
    [['route'], 'MODULE'],
  ])('%j', async (argv, name) => {
    const { code, stdout, stderr } = await runMain(argv, { trees: [{ '/e': 'A=b\non sense\n' }] });
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).toContain(name);
    expect(stderr).not.toContain('user:pw');
  });

  it('is a policy that cannot be read: 78', async () => {
    const { code } = await runMain(['route', '-c', '/p.yaml', 'a.org/a'], {
      trees: [{ '/p.yaml': 'nonsense: 1\n' }],
    });
    expect(code).toBe(78);
  });

  it('is not a format that the environment means for the probes', async () => {
    const { code } = await runMain(['route', ...env('A=b'), 'a.org/a@v1.0.0'], {
      env: { PROBE_ENV_FORMAT: 'tap' },
    });
    expect(code).toBe(0);
  });
});
