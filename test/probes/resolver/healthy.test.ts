import { describe, expect, it } from 'vitest';
import { resolver } from '../../../probes/resolver/index.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { file, link, type Tree } from '../../support/memory/tree.ts';
import { judgeHost, policy } from '../../support/probes/judge-host.ts';
import { asks, container, GLIBC, MUSL, NODE, POD, sockets } from './machine.ts';

const NAMES = asks('db', 'db.prod.svc', 'api.example.com', 'api.example.com.', '10.0.0.1', 'localhost');
const DOCKER = 'nameserver 127.0.0.11\noptions ndots:0\n';
/** What container runtimes write into a file that they make. */
const PODMAN = 'search corp.example\nnameserver 10.0.2.3\n';

/** Errors and warnings. */
async function wrongIn(...of: Parameters<typeof container>) {
  const { findings } = await judgeHost(resolver, container(...of), { policy: NAMES });
  const set = await resolver.rules();
  return findings
    .filter(({ rule, severity }) => (severity ?? set[rule.slice('resolver/'.length)]?.severity) !== 'info')
    .map(({ rule }) => rule);
}

describe('resolver', () => {
  it.each<[string, readonly Tree[], string | null]>([
    ['Debian', [GLIBC], 'hosts: files dns\n'],
    ['golang', [GLIBC], 'hosts:          files dns\nnetworks:       files\n'],
    ['Alpine', [MUSL], null],
    ['distroless', [], 'passwd: db files\nhosts: files dns\n'],
    ['nothing but a Go program', [], null],
    ['Node', [GLIBC, NODE], 'hosts: files dns\n'],
    ['Fedora', [GLIBC], 'hosts: files myhostname dns\n'],
  ])('finds nothing wrong in a healthy container of %s', async (_, libraries, nsswitch) => {
    const module: Tree = { '/lib64/libnss_myhostname.so.2': file('') };
    for (const conf of [POD, PODMAN])
      expect(await wrongIn({ conf, nsswitch }, module, ...libraries)).toEqual([]);
    // Docker has a server of its own in each container.
    expect(await wrongIn({ conf: DOCKER, nsswitch }, module, ...libraries, sockets('0B00007F:B2E1'))).toEqual(
      [],
    );
  });

  it('asks who is there before it calls a server of this machine dead', async () => {
    const rules = (...trees: Tree[]) => wrongIn({ conf: 'nameserver 127.0.0.53\n' }, ...trees);
    expect(await rules(sockets())).toEqual(['resolver/nameserver-loopback-without-listener']);
    expect(await rules(sockets('3500007F'))).toEqual([]);
    expect(await rules(sockets('00000000'))).toEqual([]);
    // Without its table nobody can know.
    expect(await rules({ '/proc/self/net/udp': null })).toEqual([]);
  });

  it('calls one dead server among others half a defect', async () => {
    const { findings } = await judgeHost(resolver, container({ conf: `nameserver 127.0.0.53\n${POD}` }));
    expect(findings).toMatchObject([
      { severity: 'warning', args: { servers: ['127.0.0.53'], others: ['10.96.0.10'] } },
    ]);
  });

  it.each([
    [{}, [], false],
    [{}, ['db'], true],
    [{ RES_OPTIONS: 'ndots:1' }, [], true],
    [{ LOCALDOMAIN: '' }, [], true],
    [{ GODEBUG: 'http2client=0' }, [], false],
    [{ GODEBUG: 'http2client=0,netdns=cgo' }, [], true],
  ])('with %j and the names %j is asked for: %j', (env, names, asked) => {
    expect(resolver.isAskedFor?.(memoryHost({ env }), policy(asks(...names)), [])).toBe(asked);
  });

  it.each([
    ['missing, where a name must be found', { conf: null }, 'resolver/resolv-conf-missing', 'error'],
    ['without a server, where one must', { conf: 'search a.example\n' }, 'resolver/no-nameserver', 'error'],
  ])('takes a file that is %s for an error', async (_, files, rule, severity) => {
    const { findings } = await judgeHost(resolver, container(files), { policy: asks('db') });
    expect(findings).toMatchObject([{ rule, severity }]);
  });

  it('says where a link leads that leads nowhere', async () => {
    const conf = { '/etc/resolv.conf': link('../run/systemd/resolve/stub-resolv.conf') };
    const { findings } = await judgeHost(resolver, container({ conf: null }, conf));
    expect(findings).toMatchObject([{ args: { target: '../run/systemd/resolve/stub-resolv.conf' } }]);
  });

  it('says what each asks for the names of the policy', async () => {
    const { facts } = await judgeHost(resolver, container({}, MUSL, NODE), {
      policy: asks('db', 'api.example.com.'),
    });
    const searched = ['db.default.svc.cluster.local', 'db.svc.cluster.local', 'db.cluster.local', 'db'];
    expect(facts.report).toMatchObject({
      nameservers: ['10.96.0.10'],
      search: ['default.svc.cluster.local', 'svc.cluster.local', 'cluster.local'],
      ndots: 5,
      queries: { go: searched, glibc: searched, musl: searched, nodeLookup: searched, nodeResolve: ['db'] },
      names: { 'api.example.com.': { go: ['api.example.com'] } },
    });
  });

  it('asks nobody for what /etc/hosts says', async () => {
    const hosts = '127.0.0.1 localhost\n10.0.0.9 db\n';
    const { facts } = await judgeHost(resolver, container({ hosts }, GLIBC), { policy: asks('db') });
    expect(facts.report).toMatchObject({ queries: { go: [], glibc: [], musl: [] } });
  });

  it('counts what a name outside costs', async () => {
    const { findings } = await judgeHost(resolver, container({}), {
      policy: asks('api.example.com', 'db.prod.svc'),
    });
    expect(findings).toMatchObject([
      { rule: 'resolver/ndots-cost', args: { name: 'api.example.com', before: 3, ndots: 5 } },
    ]);
  });

  it.each([
    ['hosts: files [NOTFOUND=return] dns\n', ['glibc']],
    ['hosts: files\n', ['go', 'glibc']],
    ['hosts: resolve [!SUCCESS=return] files dns\n', ['glibc']],
    ['hosts: files dns\n', []],
  ])('knows who never asks a server by %j', async (nsswitch, names) => {
    const { findings } = await judgeHost(resolver, container({ nsswitch }, GLIBC));
    const found = findings.flatMap((one) =>
      one.rule === 'resolver/nss-without-dns' ? [one.args.names] : [],
    );
    expect(found).toEqual(names.length === 0 ? [] : [names]);
  });

  it('warns of an old glibc, which asks servers before it looks into /etc/hosts', async () => {
    const old: Tree = { '/lib64/libc.so.6': link('libc-2.28.so') };
    const { findings } = await judgeHost(resolver, container({ nsswitch: null }, GLIBC, old));
    expect(findings).toMatchObject([{ rule: 'resolver/nsswitch-missing', severity: 'warning' }]);
  });

  it.each([
    ['2.24, of seven domains', 'libc-2.24.so', 'old-glibc'],
    ['2.28', 'libc-2.28.so', undefined],
  ])('knows what glibc %s takes', async (_, library, limit) => {
    const conf = `nameserver 10.96.0.10\nsearch ${[1, 2, 3, 4, 5, 6, 7].map((i) => `d${i}.example`).join(' ')}\n`;
    const { findings } = await judgeHost(
      resolver,
      container({ conf }, GLIBC, { '/lib64/libc.so.6': link(library) }),
    );
    expect(findings.map(({ args }) => ('limit' in args ? args.limit : undefined))).toEqual(
      limit === undefined ? [] : [limit],
    );
  });
});
