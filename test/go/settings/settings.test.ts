import { describe, expect, it } from 'vitest';
import { goAtLeast } from '../../../src/go/release.ts';
import { netrcMachines, netrcPath } from '../../../src/go/settings/auth/netrc.ts';
import { parseGoflags } from '../../../src/go/settings/goflags.ts';
import { allowedSystems, parseGovcs } from '../../../src/go/settings/govcs.ts';
import { parseProxyList } from '../../../src/go/settings/proxy/proxy-list.ts';
import { hostOf, isPublicService } from '../../../src/go/settings/public-services.ts';
import { parseSumdb } from '../../../src/go/settings/sumdb.ts';
import { repositoryOf } from '../../../src/go/settings/vcs-hosts.ts';
import { signedTree } from '../../support/network/module-network/signed-tree.ts';

describe('GOPROXY', () => {
  const P = { kind: 'proxy' } as const;
  it.each([
    ['https://a.org,direct', [{ ...P, url: 'https://a.org', fallThrough: 'not-found' }, 'direct'], []],
    ['https://a.org|direct', [{ ...P, url: 'https://a.org', fallThrough: 'any' }, 'direct'], []],
    [' a.org/p , off ', [{ ...P, url: 'https://a.org/p', fallThrough: 'not-found' }, 'off'], []],
    ['a.org,', [{ ...P, url: 'https://a.org', fallThrough: null }], []],
    ['file:///srv/proxy', [{ ...P, url: 'file:///srv/proxy', fallThrough: null }], []],
    ['direct,https://a.org|b.org', ['direct'], ['https://a.org', 'b.org']],
    ['off', ['off'], []],
  ])('%j', (value, entries, unreachable) => {
    const expected = entries.map((entry) =>
      typeof entry === 'string' ? { kind: entry, url: null, fallThrough: null } : entry,
    );
    expect(parseProxyList(value)).toEqual({ ok: true, value: { entries: expected, unreachable } });
  });

  it.each([
    ['', 'no-entries'],
    [' , | ', 'no-entries'],
    ['none', 'missing-scheme'],
    ['https://a.org,nonsense', 'missing-scheme'],
    ['/srv/proxy', 'missing-scheme'],
    ['ftp://a.org', 'bad-scheme'],
    ['file://host/p', 'bad-file-url'],
    ['file:/opt/proxy', 'bad-file-url'],
    ['https://a b.org', 'bad-url'],
    ['https://a.org:port', 'bad-url'],
  ])('%j is refused: %s', (value, code) => {
    expect(parseProxyList(value)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('GOSUMDB', () => {
  const { verifier } = signedTree('sum.corp.com', [{ path: 'a.org', version: 'v1.0.0', tree: '', mod: '' }]);

  it.each([
    ['off', { kind: 'off' }],
    ['sum.golang.org', { kind: 'on', name: 'sum.golang.org', url: null }],
    ['sum.golang.google.cn', { kind: 'on', name: 'sum.golang.org', url: 'https://sum.golang.google.cn' }],
    ['  sum.golang.org   https://m.org  ', { kind: 'on', name: 'sum.golang.org', url: 'https://m.org' }],
    [verifier, { kind: 'on', name: 'sum.corp.com', url: null }],
    [`${verifier} https://m.org`, { kind: 'on', name: 'sum.corp.com', url: 'https://m.org' }],
  ])('%j', async (value, expected) => {
    expect(await parseSumdb(value)).toEqual(expected);
  });

  it.each([
    ['', 'missing'],
    [' ', 'missing'],
    ['OFF', 'malformed-verifier'],
    ['off ', 'malformed-verifier'],
    ['none', 'malformed-verifier'],
    ['https://sum.golang.org', 'malformed-verifier'],
    ['sum.golang.org+insecure', 'malformed-verifier'],
    ['sum.golang.org a b', 'too-many-fields'],
    [verifier.replace('sum.corp.com', 'sum.evil.com'), 'hash-mismatch'],
    ['sum.golang.org https://%zz', 'bad-url'],
  ])('%j is refused: %s', async (value, code) => {
    expect(await parseSumdb(value)).toMatchObject({ kind: 'invalid', error: { code } });
  });
});

describe('GOVCS', () => {
  const allowed = (value: string, path: string, goprivate = '') => {
    const rules = parseGovcs(value);
    return rules.ok ? allowedSystems(rules.value, path, goprivate).join(' ') : rules.error.code;
  };

  it.each([
    ['', 'corp.com/x', '', 'git hg'],
    ['', 'corp.com/x', 'corp.com', 'git hg svn bzr fossil'],
    ['public:off', 'corp.com/x', '', ''],
    ['public:off', 'corp.com/x', 'corp.com', 'git hg svn bzr fossil'],
    [' corp.com : svn | git , *:off ', 'corp.com/x', '', 'git svn'],
    ['*:all', 'corp.com/x', '', 'git hg svn bzr fossil'],
    ['other.org:git', 'corp.com/x', '', 'git hg'],
    ['corp.com', 'corp.com/x', '', 'no-colon'],
    ['a.org:git,,b.org:git', 'corp.com/x', '', 'empty-entry'],
    [':git', 'corp.com/x', '', 'empty-pattern'],
    ['a.org:', 'corp.com/x', '', 'empty-list'],
    ['a.org:git|', 'corp.com/x', '', 'empty-name'],
    ['./a:git', 'corp.com/x', '', 'relative-pattern'],
    ['a.org:git,a.org:hg', 'corp.com/x', '', 'unreachable'],
  ])('%j, %s, private %j: %s', (value, path, goprivate, expected) => {
    expect(allowed(value, path, goprivate)).toBe(expected);
  });
});

describe('GOFLAGS', () => {
  it.each([
    ['-mod=vendor', 'vendor', []],
    ['--mod=mod -mod=readonly', 'readonly', []],
    ['-modcacherw', null, []],
    ['-mod vendor', '', ['vendor']],
    ['"-ldflags=-s -w" -mod=mod', 'mod', []],
  ])('%j', (value, mod, nonFlags) => {
    expect(parseGoflags(value)).toMatchObject({ mod, nonFlags, unterminated: false });
  });

  it('reads quotes from Go 1.21 on', () => {
    expect(parseGoflags('"-ldflags=-s -w"', '1.19').nonFlags).toEqual(['"-ldflags=-s']);
    expect(parseGoflags("'-ldflags=-s").unterminated).toBe(true);
  });
});

describe('.netrc', () => {
  it('gives the machines that have a login and a password, and nothing else', () => {
    const text =
      'machine a.org login me password secret\nmachine b.org\n  login me\n  password secret2\nmachine c.org login me\nmacdef m\nmachine d.org login x password y\n\nmachine e.org login x password y\ndefault login x password y\n';
    expect(netrcMachines(text)).toEqual(['a.org', 'b.org', 'e.org']);
    expect(JSON.stringify(netrcMachines(text))).not.toContain('secret');
  });

  it('is named by NETRC, or in HOME', () => {
    expect(netrcPath({ NETRC: '/n', HOME: '/h' })).toBe('/n');
    expect(netrcPath({ HOME: '/h' })).toBe('/h/.netrc');
    expect(netrcPath({})).toBeNull();
  });
});

describe('hosts', () => {
  it.each([
    ['https://user:pw@Proxy.Golang.org:443/x', 'proxy.golang.org'],
    ['sum.golang.org', 'sum.golang.org'],
    ['goproxy.cn/path', 'goproxy.cn'],
  ])('%s is public: %s', (url, host) => {
    expect(hostOf(url)).toBe(host);
    expect(isPublicService(url)).toBe(true);
  });

  it('takes what it does not know for the organisation’s own', () => {
    expect(isPublicService('https://goproxy.corp.com')).toBe(false);
  });

  it.each([
    ['github.com/a/b/c/v2', 'github.com/a/b', 'git'],
    ['corp.com/team/lib.git/sub', 'corp.com/team/lib.git', 'git'],
    ['corp.com/team/lib.hg', 'corp.com/team/lib.hg', 'hg'],
    ['github.com/a', 'github.com/a', null],
    ['golang.org/x/text', 'golang.org/x/text', null],
  ])('%s has its repository at %s: %s', (path, root, vcs) => {
    expect(repositoryOf(path)).toEqual({ root, vcs });
  });
});

describe('a Go release', () => {
  it.each([
    ['1.21', '1.22', false],
    ['1.22.5', '1.22', true],
    ['go1.30rc1', '1.9', true],
    ['2.0', '1.99', true],
    [null, '1.99', true],
  ])('%s is at least %s: %s', (go, minimum, expected) => {
    expect(goAtLeast(go, minimum)).toBe(expected);
  });
});
