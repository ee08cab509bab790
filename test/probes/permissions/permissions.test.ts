import { describe, expect, it } from 'vitest';
import { permissions } from '../../../probes/permissions/index.ts';
import type { PathRequirement } from '../../../probes/permissions/policy.ts';
import type { Host } from '../../../src/target/host.ts';
import { type MemoryHostOptions, memoryHost } from '../../support/memory/memory-host.ts';
import { directory, file, link, program, type Tree } from '../../support/memory/tree.ts';
import { goTree } from '../../support/memory/trees/go-version.ts';
import { baseTree, GOPATH_TREE, getfacl, mountTable, user } from '../../support/memory/trees/permissions.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { type RuleCase, testRuleCases } from '../../support/probes/rule-cases.ts';

const PATH = '/usr/local/bin:/usr/bin:/bin';
const APP_USER: Tree = {
  '/etc/passwd': 'root:x:0:0::/root:/bin/sh\napp:x:1000:1000::/home/app:/bin/sh\n',
  '/home/app': directory({ uid: 1000, gid: 1000 }),
};

/** A Debian runtime container, run by uid 1000, that has its home. */
function container(tree: Tree = {}, options: MemoryHostOptions = {}) {
  return memoryHost({
    ids: user(1000),
    env: { PATH, HOME: '/home/app' },
    ...options,
    trees: [baseTree('debian'), APP_USER, mountTable(), ...(options.trees ?? []), tree],
  });
}

/** A golang image with the environment that Docker gives its user. */
function golang(tree: Tree = {}, options: MemoryHostOptions = {}) {
  return memoryHost({
    ...options,
    env: { PATH: `/go/bin:/usr/local/go/bin:${PATH}`, HOME: '/root', GOPATH: '/go', ...options.env },
    trees: [
      baseTree('debian'),
      APP_USER,
      goTree(),
      GOPATH_TREE,
      mountTable(),
      ...(options.trees ?? []),
      tree,
    ],
  });
}

function needs(
  path: string,
  need: PathRequirement['need'],
  shared = false,
): Pick<RuleCase, 'policy' | 'profile'> {
  return { profile: 'runtime', policy: { permissions: { paths: [{ path, need, shared }] } } };
}

const OTHERS = { uid: 2000, gid: 2000 };
const acl = (owner: number, group: number, ...lines: string[]) =>
  `# owner: ${owner}\n# group: ${group}\n${lines.join('\n')}\n`;

const CASES: Readonly<Record<string, RuleCase>> = {
  'path-missing': { host: () => container(), ...needs('/data', ['write']) },
  'not-a-directory': { host: () => golang({ '/cache': file('x') }, { env: { GOCACHE: '/cache' } }) },
  'volume-unwritable': {
    host: () => container({ '/data': directory(), ...mountTable({ '/data': 'rw' }) }),
    profile: 'runtime',
  },
  'no-room': {
    host: () => container({ '/data': directory({ uid: 1000 }) }, { full: { '/data': { available: 0 } } }),
    ...needs('/data', ['write']),
  },
  'not-readable': { host: () => container({ '/k': file('', { mode: 0o600 }) }), ...needs('/k', ['read']) },
  'not-writable': { host: () => container({ '/data': directory() }), ...needs('/data', ['write']) },
  'not-executable': { host: () => container({ '/app': file('x') }), ...needs('/app', ['execute']) },
  'not-searchable': {
    host: () => container({ '/data': directory({ mode: 0o700 }), '/data/x': file('') }),
    ...needs('/data/x', ['read']),
  },
  'group-not-joined': {
    host: () => container({ '/data': directory({ mode: 0o2775, gid: 50 }) }),
    ...needs('/data', ['write']),
  },
  'acl-denies': {
    host: () =>
      container(
        { '/data': directory({ mode: 0o775, ...OTHERS }), '/usr/bin/getfacl': program() },
        getfacl({
          '/data': acl(2000, 2000, 'user::rwx', 'user:1000:r-x', 'group::rwx', 'mask::rwx', 'other::r-x'),
        }),
      ),
    late: 'permissions/group-not-joined',
    ...needs('/data', ['write']),
  },
  'denied-despite-mode': {
    host: () => container({ '/data': directory({ mode: 0o777 }) }, { denies: { '/data': ['write'] } }),
    ...needs('/data', ['write']),
  },
  'outside-user-namespace': {
    host: () =>
      container({
        '/data': directory({ uid: 65_534, gid: 65_534 }),
        '/proc/self/uid_map': '         0       1000          1\n',
      }),
    ...needs('/data', ['write']),
  },
  'read-only-mount': {
    host: () =>
      container(
        { '/data': directory({ mode: 0o777 }), ...mountTable({ '/data': 'ro' }) },
        { readOnly: ['/data'] },
      ),
    ...needs('/data', ['write']),
  },
  'noexec-mount': {
    host: () =>
      container(
        {
          '/data': directory({ mode: 0o777 }),
          '/data/app': program(),
          ...mountTable({ '/data': 'rw,noexec' }),
        },
        { denies: { '/data/app': ['execute'] } },
      ),
    ...needs('/data/app', ['execute']),
  },
  'home-unset': {
    host: () => memoryHost({ trees: [baseTree('debian'), mountTable(), goTree()], env: { PATH } }),
  },
  'home-unwritable': { host: () => golang({}, { ids: user(1000), env: { HOME: '/', GOPATH: '/go' } }) },
  'tmp-unwritable': {
    host: () => golang({ '/tmp': directory() }, { ids: user(1000), env: { HOME: '/home/app' } }),
  },
  'no-passwd-entry': { host: () => container({}, { ids: user(12345, 0) }), profile: 'runtime' },
  'netrc-exposed': {
    host: () => container({ '/home/app/.netrc': file('machine x password y') }),
    profile: 'runtime',
  },
  'path-entry-world-writable': {
    host: () => container({ '/usr/local/bin': directory({ mode: 0o777 }) }),
    profile: 'runtime',
  },
  'proc-missing': { host: () => container({ '/proc': null }), profile: 'runtime' },
  'group-cannot-write': {
    host: () => container({ '/data': directory({ uid: 1000, gid: 1000 }) }),
    ...needs('/data', ['write'], true),
  },
  'setgid-missing': {
    host: () => container({ '/data': directory({ mode: 0o777, gid: 50 }) }),
    ...needs('/data', ['write'], true),
  },
  'acl-default-denies': {
    host: () =>
      container(
        { '/data': directory({ mode: 0o2775, uid: 1000, gid: 50 }), '/usr/bin/getfacl': program() },
        getfacl({
          '/data': acl(
            1000,
            50,
            'user::rwx',
            'group::rwx',
            'other::r-x',
            'default:user::rwx',
            'default:group::r-x',
            'default:other::r-x',
          ),
        }),
      ),
    ...needs('/data', ['write'], true),
  },
  'acl-default-missing': {
    host: () =>
      container(
        { '/data': directory({ mode: 0o2775, uid: 1000, gid: 50 }), '/usr/bin/getfacl': program() },
        getfacl({
          '/data': acl(1000, 50, 'user::rwx', 'user:2000:rwx', 'group::rwx', 'mask::rwx', 'other::r-x'),
        }),
      ),
    ...needs('/data', ['write'], true),
  },
};

describe('permissions', () => {
  testRuleCases(permissions, CASES);
});

describe('permissions on a healthy machine', () => {
  it.each(['debian', 'alpine', 'rhel', 'scratch'] as const)('finds nothing as root on %s', async (family) => {
    const host = memoryHost({ trees: [baseTree(family), mountTable()], env: { PATH, HOME: '/root' } });
    expect((await judgeHost(permissions, host, { profile: 'runtime' })).rules).toEqual([]);
  });

  it.each(['debian', 'alpine', 'rhel', 'scratch'] as const)(
    'has only a remark for a random uid on %s in the runtime profile',
    async (family) => {
      const host = memoryHost({
        trees: [baseTree(family), mountTable()],
        env: { PATH, HOME: '/' },
        ids: user(12345, 0),
      });
      const { rules } = await judgeHost(permissions, host, { profile: 'runtime' });
      expect(rules).toEqual(['permissions/no-passwd-entry']);
    },
  );

  it('finds nothing in a stock golang image as root', async () => {
    const { rules, facts } = await judgeHost(permissions, golang());
    expect(rules).toEqual([]);
    const report = await permissions.report(facts, golang());
    expect(report).toMatchObject({ uid: 0, gid: 0, groups: [0] });
    expect(report.paths).toContainEqual({
      path: '/go/pkg/mod',
      need: 'create',
      ok: true,
      role: 'GOMODCACHE',
    });
  });

  it('finds nothing in a golang image for a user with a home', async () => {
    const host = golang({}, { ids: user(1000), env: { HOME: '/home/app' } });
    expect((await judgeHost(permissions, host)).rules).toEqual([]);
  });

  it('says that a random uid with HOME=/ cannot build in a golang image', async () => {
    const host = golang({}, { ids: user(12345, 0), env: { HOME: '/' } });
    const { findings } = await judgeHost(permissions, host);
    const [first, ...rest] = findings;
    expect(first).toMatchObject({
      rule: 'permissions/home-unwritable',
      severity: 'error',
      args: { at: '/', paths: [{ role: 'HOME' }, { role: 'GOCACHE', path: '/.cache/go-build' }] },
    });
    expect(rest.map(({ rule }) => rule)).toEqual(['permissions/no-passwd-entry']);
  });
});

describe('permissions: what weighs less', () => {
  const severities = async (host: ReturnType<typeof memoryHost>, more: Omit<RuleCase, 'host'> = {}) => {
    const { findings } = await judgeHost(permissions, host, more);
    return findings.map(({ rule, severity }) => `${rule.slice('permissions/'.length)} ${severity}`);
  };

  it('an unwritable HOME where go needs nothing below it', async () => {
    const host = golang({}, { ids: user(1000), env: { HOME: '/', GOCACHE: '/tmp/c' } });
    expect(await severities(host)).toEqual(['home-unwritable info']);
  });

  it('HOME unset where every directory has a name', async () => {
    const env = { HOME: '', GOCACHE: '/tmp/c', GOPATH: '/go' };
    expect(await severities(golang({}, { env }))).toEqual(['home-unset info']);
    expect(await severities(golang({}, { env: { ...env, GOCACHE: '' } }))).toEqual(['home-unset error']);
  });

  it('a module cache that is full and read-only', async () => {
    const host = golang(
      {
        '/go': directory(),
        '/go/bin': directory(),
        '/go/src': null,
        '/go/pkg/mod/cache/download': directory(),
      },
      { ids: user(1000), env: { HOME: '/home/app' } },
    );
    expect(await severities(host)).toEqual([
      'not-writable warning',
      'not-writable warning',
      'not-writable warning',
    ]);
  });

  it('a closed GOPATH whose pkg and bin are open is none at all', async () => {
    const host = golang(
      { '/go': directory(), '/go/pkg': directory({ mode: 0o777 }) },
      { ids: user(1000), env: { HOME: '/home/app' } },
    );
    expect(await severities(host)).toEqual([]);
  });

  it('GOBIN that nobody asked for', async () => {
    const closed = { '/go/bin': directory() };
    const env = { HOME: '/home/app' };
    expect(await severities(golang(closed, { ids: user(1000), env }))).toEqual(['not-writable warning']);
    const asked = { ...env, GOBIN: '/usr/local/bin' };
    expect(await severities(golang({}, { ids: user(1000), env: asked }))).toEqual(['not-writable error']);
  });

  it('/tmp on noexec: go build works, go test does not', async () => {
    expect(await severities(golang(mountTable({ '/tmp': 'rw,noexec' })))).toEqual(['noexec-mount warning']);
    expect(await severities(golang(mountTable({ '/usr/local/go': 'rw,noexec' })))).toEqual([
      'noexec-mount error',
    ]);
  });

  it('GOTMPDIR in place of a closed TMPDIR', async () => {
    const host = golang({ '/w': directory({ mode: 0o777 }) }, { env: { TMPDIR: '/gone', GOTMPDIR: '/w' } });
    expect(await severities(host)).toEqual([]);
    expect(await severities(golang({}, { env: { TMPDIR: '/gone' } }))).toEqual(['tmp-unwritable error']);
  });

  it.each<[string, Tree, MemoryHostOptions, string[]]>([
    ['missing', { '/tmp': null }, {}, ['tmp-unwritable info']],
    ['on a read-only root', mountTable({}, 'ro'), { readOnly: ['/'] }, ['tmp-unwritable info']],
    [
      'on a read-only root and closed',
      { '/tmp': directory(), ...mountTable({}, 'ro') },
      {},
      ['tmp-unwritable info'],
    ],
    ['closed', { '/tmp': directory() }, {}, ['tmp-unwritable warning']],
    ['missing and named', {}, { env: { PATH, HOME: '/', TMPDIR: '/gone' } }, ['tmp-unwritable warning']],
  ])('a temporary directory at run time that is %s', async (_, tree, options, expected) => {
    expect(await severities(container(tree, options), { profile: 'runtime' })).toEqual(expected);
    // Nothing that passes is called refused, and nothing refused is passed over.
    const { facts } = await judgeHost(permissions, container(tree, options), { profile: 'runtime' });
    const allowed = expected[0]?.endsWith('info') ?? false;
    expect(permissions.summary(facts).includes('refused')).toBe(!allowed);
    expect(/\/tmp (?:missing|read-only) \(allowed\)/.test(permissions.summary(facts))).toBe(allowed);
  });

  it('a relative TMPDIR is looked for where the program stands', async () => {
    const tree = { '/w/t': directory({ mode: 0o777 }) };
    const options = { env: { PATH, HOME: '/home/app', TMPDIR: 't' } };
    expect(await severities(container(tree, { ...options, cwd: '/w' }), { profile: 'runtime' })).toEqual([]);
    expect(await severities(container(tree, options), { profile: 'runtime' })).toEqual([
      'tmp-unwritable warning',
    ]);
  });

  it('but not a path of the policy, whatever it is', async () => {
    const host = container(mountTable({}, 'ro'), { readOnly: ['/'] });
    expect(await severities(host, needs('/tmp', ['write']))).toContain('read-only-mount error');
  });

  it('credentials and PATH entries behind a closed directory', async () => {
    const host = memoryHost({
      trees: [
        baseTree('debian'),
        mountTable(),
        { '/root/.netrc': '', '/root/bin': directory({ mode: 0o777 }) },
      ],
      env: { PATH: `${PATH}:/root/bin`, HOME: '/root' },
    });
    expect(await severities(host, { profile: 'runtime' })).toEqual([
      'netrc-exposed info',
      'path-entry-world-writable info',
    ]);
  });
});

describe('permissions: the chain', () => {
  it('names what refuses, not what was asked', async () => {
    const host = container({
      '/a/b': directory({ mode: 0o700 }),
      '/a/b/c/d': file(''),
      '/x': link('/a/b/c'),
    });
    const { findings } = await judgeHost(permissions, host, needs('/x/d', ['read']));
    expect(findings).toMatchObject([
      { rule: 'permissions/not-searchable', args: { at: '/a/b', mode: '0700', owner: 'root' } },
    ]);
  });

  it.each([
    ['a link to nothing', { '/l': link('/gone') }, '/l', 'path-missing', '/gone'],
    ['a link that leads round', { '/l': link('/m'), '/m': link('/l') }, '/l', 'path-missing', '/l'],
    ['a file on the way', { '/f': file('') }, '/f/x/y', 'path-missing', '/f'],
    ['a missing ancestor', {}, '/a/b/c', 'path-missing', '/a'],
  ] as const)('sees %s', async (_, tree, path, rule, at) => {
    const { findings } = await judgeHost(permissions, container(tree), needs(path, ['read']));
    expect(findings).toMatchObject([{ rule: `permissions/${rule}`, args: { at } }]);
  });

  it.each([
    { need: ['read', 'write'], told: ['path-missing', 'write'] },
    { need: ['read', 'execute'], told: ['path-missing', 'execute'] },
    { need: ['execute', 'read', 'write'], told: ['path-missing', 'write'] },
    { need: ['read', 'create'], told: ['not-writable', 'create'] },
    { need: ['create', 'execute', 'read'], told: ['not-writable', 'create'] },
  ] as const)('finds once what is missing, for all that it is needed for: $need', async ({ need, told }) => {
    for (const order of [need, need.toReversed()]) {
      const { findings } = await judgeHost(permissions, container(), needs('/var/lib/app', order));
      expect(findings).toMatchObject([{ rule: `permissions/${told[0]}`, args: { need: told[1] } }]);
    }
  });

  it('cannot make a directory where a link to nothing stands', async () => {
    const host = container({ '/home/app/l': link('/home/app/gone') });
    const { rules } = await judgeHost(permissions, host, needs('/home/app/l', ['create']));
    expect(rules).toEqual(['permissions/path-missing']);
  });

  it('blames the nearest directory that is there for what cannot be made', async () => {
    const { findings } = await judgeHost(permissions, container(), needs('/srv/a/b', ['create']));
    expect(findings).toMatchObject([{ rule: 'permissions/not-writable', args: { at: '/', itself: false } }]);
  });

  it('lists paths with one reason in one finding', async () => {
    const paths = Array.from({ length: 30 }, (_, i) => ({
      path: `/data/${i}`,
      need: ['create'] as const,
      shared: false,
    }));
    const { findings } = await judgeHost(permissions, container({ '/data': directory() }), {
      profile: 'runtime',
      policy: { permissions: { paths } },
    });
    expect(findings).toHaveLength(1);
    expect(findings[0]?.args).toMatchObject({ at: '/data', more: 22 });
  });

  it('makes one finding of everything on one read-only mount', async () => {
    const paths = ['/a', '/b', '/v/c', '/v/d'].map((path) => ({
      path,
      need: ['write'] as const,
      shared: false,
    }));
    const open = Object.fromEntries(paths.map(({ path }) => [path, directory({ mode: 0o777 })]));
    const host = container({ ...open, ...mountTable({ '/v': 'ro' }, 'ro') }, { readOnly: ['/'] });
    const options = { profile: 'runtime', policy: { permissions: { paths } } } as const;
    const { findings } = await judgeHost(permissions, host, options);
    const mounts = findings
      .filter(({ rule }) => rule === 'permissions/read-only-mount')
      .map(({ args }) => args);
    expect(mounts).toMatchObject([
      { mount: '/', paths: [{ path: '/a' }, { path: '/b' }] },
      { mount: '/v', paths: [{ path: '/v/c' }, { path: '/v/d' }] },
    ]);
  });

  it('says when the mask of an ACL takes away what a group is given', async () => {
    const list = acl(0, 50, 'user::rwx', 'group::rwx', 'group:1000:rwx', 'mask::r-x', 'other::r-x');
    const host = container(
      { '/data': directory({ mode: 0o755, gid: 50 }), '/usr/bin/getfacl': program() },
      getfacl({ '/data': list }),
    );
    const { findings } = await judgeHost(permissions, host, needs('/data', ['write']));
    expect(findings).toMatchObject([{ rule: 'permissions/acl-denies', args: { entry: 'mask::r-x' } }]);
  });

  it('says which named group of an ACL would be enough', async () => {
    const list = acl(0, 0, 'user::rwx', 'group::r-x', 'group:50:rwx', 'mask::rwx', 'other::r-x');
    const host = container(
      { '/data': directory({ mode: 0o775 }), '/usr/bin/getfacl': program() },
      getfacl({ '/data': list }),
    );
    const { findings } = await judgeHost(permissions, host, needs('/data', ['write']));
    expect(findings).toMatchObject([
      { rule: 'permissions/group-not-joined', args: { join: 'staff', joinGid: 50 } },
    ]);
  });
});

describe('permissions: surroundings', () => {
  it('leaves the open bin directory of the golang images alone, and no other', async () => {
    expect((await judgeHost(permissions, golang())).rules).toEqual([]);
    const elsewhere = golang({ '/src/go': directory() }, { env: { GOPATH: '/src/go' } });
    expect((await judgeHost(permissions, elsewhere)).rules).toEqual([]);
    const open = golang({ '/opt/x': directory({ mode: 0o1777 }) }, { env: { PATH: '/opt/x' } });
    expect((await judgeHost(permissions, open)).rules).toEqual(['permissions/path-entry-world-writable']);
  });

  it('never reads .netrc, and follows NETRC', async () => {
    const read: string[] = [];
    const base = container(
      { '/s/netrc': file('password', { mode: 0o604 }) },
      { env: { HOME: '/home/app', NETRC: '/s/netrc' } },
    );
    const host: Host = {
      ...base,
      readFile: (path) => {
        read.push(path);
        return base.readFile(path);
      },
    };
    const { rules, facts } = await judgeHost(permissions, host, { profile: 'runtime' });
    expect(rules).toEqual(['permissions/netrc-exposed']);
    expect(await permissions.report(facts, host)).toMatchObject({
      netrc: { path: '/s/netrc', mode: '0604' },
    });
    expect(read).not.toContain('/s/netrc');
  });

  it('has nothing against a secret that its group may read', async () => {
    const host = container({ '/home/app/.netrc': file('', { mode: 0o640 }) });
    expect((await judgeHost(permissions, host, { profile: 'runtime' })).rules).toEqual([]);
  });

  it('reports what it has at the deadline', async () => {
    const paths = Array.from({ length: 2000 }, (_, i) => ({
      path: `/etc/${i}`,
      need: ['read'] as const,
      shared: false,
    }));
    const result = await judgeHost(permissions, container({}, { msPerCall: 1 }), {
      profile: 'runtime',
      policy: { permissions: { paths } },
      deadlineMs: 500,
    });
    expect(result.incomplete).toMatch(/deadline/);
    expect(result.facts.trials.length).toBeGreaterThan(60);
    expect(result.facts.trials.length).toBeLessThan(2000);
  });

  it('puts no empty volume over what is there', async () => {
    const data = { '/data': directory(), '/data/state': file('x') };
    const find = async (tree: Tree) =>
      (await judgeHost(permissions, container(tree), needs('/data', ['write']))).findings;
    expect(await find(data)).toMatchObject([{ args: { filled: ['/data'] } }]);
    expect(await find({ '/data': directory() })).toMatchObject([{ args: { filled: [] } }]);
  });

  it('leaves a link that leads round in a circle to the probe of what it leads to', async () => {
    const host = container({ '/etc/localtime': link('localtime') });
    expect((await judgeHost(permissions, host, { profile: 'runtime' })).rules).toEqual([]);
  });
});
