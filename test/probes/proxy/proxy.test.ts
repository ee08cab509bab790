import { describe, expect, it } from 'vitest';
import { proxy } from '../../../probes/proxy/index.ts';
import type { ProxyPolicy } from '../../../probes/proxy/policy.ts';
import { judgeHost, policy } from '../../support/judge-host.ts';
import { memoryHost } from '../../support/memory-host.ts';
import { testRuleCases } from '../../support/rule-cases.ts';
import { file, link, program, type Tree } from '../../support/tree.ts';

const PROXY = 'http://proxy.corp.example:3128';
const LOCAL = 'localhost,127.0.0.1,::1';
const FOUR = { HTTP_PROXY: PROXY, http_proxy: PROXY, HTTPS_PROXY: PROXY, https_proxy: PROXY };
const SOUND = { ...FOUR, NO_PROXY: LOCAL, no_proxy: LOCAL };

const PROGRAMS: Readonly<Record<string, Tree>> = {
  curl: { '/usr/bin/curl': program() },
  git: { '/usr/bin/git': program() },
  wget: { '/usr/bin/wget': program() },
  busybox: { '/bin/busybox': program(), '/usr/bin/wget': link('/bin/busybox') },
  python: { '/usr/bin/python3': program() },
  requests: {
    '/usr/bin/python3': program(),
    '/usr/lib/python3/dist-packages/requests/utils.py': file('host = host.lstrip(".")\n'),
  },
  node: { '/usr/bin/node': program() },
};

/** A container with these variables and programs. */
function container(env: Readonly<Record<string, string>>, ...programs: readonly string[]) {
  return memoryHost({
    trees: programs.map((name) => PROGRAMS[name] ?? {}),
    env: { PATH: '/usr/bin:/bin', ...env },
    node: { version: 'v26.10.0' },
  });
}

const asks = (section: Partial<ProxyPolicy>) => ({ proxy: section });

describe('proxy', () => {
  testRuleCases(proxy, {
    'value-malformed': {
      host: () => container({ ...SOUND, HTTPS_PROXY: `${PROXY}\r`, https_proxy: `${PROXY}\r` }),
    },
    'scheme-unread': {
      host: () =>
        container({ ...SOUND, https_proxy: 'socks5h://p:1080', HTTPS_PROXY: 'socks5h://p:1080' }, 'python'),
    },
    'port-missing': {
      host: () =>
        container({ ...SOUND, https_proxy: 'http://p.example', HTTPS_PROXY: 'http://p.example' }, 'curl'),
    },
    'plain-secret': {
      host: () =>
        container({ ...SOUND, https_proxy: 'http://u:secret@p:1', HTTPS_PROXY: 'http://u:secret@p:1' }),
    },
    'lower-upper-differ': { host: () => container({ ...SOUND, HTTP_PROXY: 'http://other.example:3128' }) },
    'request-method': { host: () => container({ ...SOUND, REQUEST_METHOD: 'GET' }) },
    'all-proxy-only': { host: () => container({ ALL_PROXY: PROXY }) },
    'https-direct': { host: () => container({ HTTP_PROXY: PROXY }) },
    disagree: { host: () => container({ HTTP_PROXY: PROXY, HTTPS_PROXY: PROXY, NO_PROXY: LOCAL }, 'curl') },
    'not-proxied': { host: () => container({}), policy: asks({ proxied: ['proxy.golang.org'] }) },
    'no-proxy-ineffective': {
      host: () => container({ ...FOUR, NO_PROXY: `${LOCAL},10.0.*`, no_proxy: `${LOCAL},10.0.*` }),
    },
    'localhost-proxied': { host: () => container(FOUR, 'curl') },
    'cluster-not-exempt': { host: () => container({ ...SOUND, KUBERNETES_SERVICE_HOST: '10.96.0.1' }) },
    'goproxy-through-proxy': {
      host: () => container({ ...SOUND, GOPROXY: 'https://goproxy.build.svc,direct' }),
    },
    'not-direct': { host: () => container(SOUND), policy: asks({ direct: ['db.corp.example'] }) },
  });

  it.each([
    [{}, {}, false],
    [{ NO_PROXY: '*' }, {}, false],
    [{ HTTP_PROXY: '' }, {}, false],
    [{ https_proxy: PROXY }, {}, true],
    [{ ALL_PROXY: PROXY }, {}, true],
    [{}, { direct: ['db.example'] }, true],
  ])('with %j and the policy %j is asked for: %j', (env, section, asked) => {
    expect(proxy.isAskedFor?.(container(env), policy(asks(section)))).toBe(asked);
  });

  it.each([
    ['both spellings and a list that all read', SOUND, ['curl', 'git', 'wget', 'requests']],
    [
      'names, an address and a domain',
      withList('.corp.example,10.1.2.3,db.example'),
      ['curl', 'git', 'wget', 'requests'],
    ],
    ['a network, where Go and curl alone are there', withList('10.0.0.0/8'), ['curl', 'git']],
    ['in Kubernetes, with what is inside exempt', inCluster(), ['curl', 'python']],
  ])('finds nothing wrong with %s', async (_, env, programs) => {
    expect((await judgeHost(proxy, container(env, ...programs))).rules).toEqual([]);
  });

  it.each<[string, Record<string, string>, string[], string, string[]]>([
    ['a network', withList('10.0.0.0/8'), ['python', 'wget'], 'network', ['wget', 'python']],
    ['a wildcard', withList('*.corp.example'), ['curl', 'python'], 'wildcard', ['curl', 'python']],
    ['a star among others', withList('*,db.example'), ['curl'], 'all', ['curl']],
    ['quotes', withList('"db.example"'), ['curl'], 'quoted', ['go', 'curl']],
    ['a line end', withList('db.example\r'), ['curl'], 'line-end', ['curl']],
    ['a URL', withList('https://db.example'), [], 'url', ['go']],
    ['semicolons', withList('db.example;api.example'), ['curl'], 'separator', ['go', 'curl']],
    ['blanks', withList('db.example api.example'), ['curl'], 'separator', ['go']],
    ['a port', withList('db.example:5432'), ['curl'], 'port', ['curl']],
    ['brackets', withList('[fd00::1]'), [], 'brackets', ['go']],
    ['a range', withList('10.1.2.3-10.1.2.9'), [], 'range', ['go']],
    ['upper case alone', { ...FOUR, NO_PROXY: `${LOCAL},db.example` }, ['wget'], 'upper-case', ['wget']],
    ['a program without exceptions', withList('db.example'), ['busybox'], 'no-list', ['busybox']],
    ['a plain name, for its subdomains', withList('db.example'), [], '', []],
  ])('says of %s in NO_PROXY who does not read it, and why', async (_, env, programs, why, names) => {
    const { findings } = await judgeHost(proxy, container(env, ...programs));
    const found = findings.flatMap((finding) =>
      finding.rule === 'proxy/no-proxy-ineffective'
        ? [{ why: finding.args.why, names: finding.args.names }]
        : [],
    );
    expect(found).toEqual(why === '' ? [] : [{ why, names }]);
  });

  it('takes the severity from what Go does', async () => {
    const severityOf = async (env: Record<string, string>) =>
      (await judgeHost(proxy, container(env, 'python'))).findings.map(({ severity }) => severity);
    expect(await severityOf(withList('10.0.0.0/8'))).toEqual(['info']);
    expect(await severityOf(withList('10.*'))).toEqual([undefined]);
  });

  it('gives one list that means the same to all that are there', async () => {
    const env = withList('"db.example";*.corp.example,10.0.0.1:6443,https://api.example/');
    const { findings } = await judgeHost(proxy, container(env, 'curl', 'git', 'wget', 'requests'));
    const values = new Set(findings.flatMap(({ args }) => ('value' in args ? [args.value] : [])));
    expect([...values]).toEqual([`${LOCAL},db.example,.corp.example,10.0.0.1,api.example`]);
  });

  it('says what no list can say to all', async () => {
    const { facts } = await judgeHost(proxy, container(withList('10.0.0.0/8'), 'python'));
    expect(facts.report.noProxy).toEqual({
      everywhere: `${LOCAL},10.0.0.0/8`,
      notForAll: [{ entry: '10.0.0.0/8', names: ['python'] }],
    });
  });

  it('counts Node only where it is told to read the variables', async () => {
    const runtimes = async (more: Record<string, string>) =>
      Object.keys((await judgeHost(proxy, container({ ...SOUND, ...more }, 'node'))).facts.report);
    expect(await runtimes({})).not.toContain('nodeHttp');
    expect(await runtimes({ NODE_USE_ENV_PROXY: '1' })).toContain('nodeHttp');
    expect(await runtimes({ NODE_OPTIONS: '--no-warnings --use-env-proxy' })).toContain('nodeHttp');
  });

  it('tells for each address of the policy whom each program asks', async () => {
    const hosts = asks({ hosts: ['api.example', 'http://db.corp.example'] });
    const env = { ...SOUND, NO_PROXY: '.corp.example', no_proxy: '.corp.example' };
    const { facts } = await judgeHost(proxy, container(env, 'curl'), { policy: hosts });
    const decided = { 'api.example': PROXY, 'http://db.corp.example': null };
    expect(facts.report).toMatchObject({ go: decided, curl: decided, node: null, python: null });
  });

  it('names the address of the policy on which programs disagree', async () => {
    const env = { ...withList('10.0.0.0/8'), KUBERNETES_SERVICE_HOST: '' };
    const { findings } = await judgeHost(proxy, container(env, 'python'), {
      policy: asks({ hosts: ['10.1.2.3'] }),
    });
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'proxy/disagree',
        args: expect.objectContaining({ address: '10.1.2.3', proxied: ['python'], direct: ['go'] }),
      }),
    );
  });
});

function withList(list: string): Record<string, string> {
  const all = `${LOCAL},${list}`;
  return { ...FOUR, NO_PROXY: all, no_proxy: all };
}

function inCluster(): Record<string, string> {
  return { ...withList('10.96.0.1,.svc,.cluster.local'), KUBERNETES_SERVICE_HOST: '10.96.0.1' };
}
