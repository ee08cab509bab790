import { describe, expect, it } from 'vitest';
import { proxy } from '../../../probes/proxy/index.ts';
import { choice } from '../../../probes/proxy/rules/choice.ts';
import { redact } from '../../../src/core/redact/redact.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { judgeHost, policy } from '../../support/probes/judge-host.ts';
import { testRuleCases } from '../../support/probes/rule-cases.ts';
import { asks, CASES, container, FOUR, LOCAL, listening, PROXY, SOUND, withList } from './machine.ts';

describe('proxy', () => {
  testRuleCases(proxy, CASES);

  it.each([
    [{}, {}, false],
    [{ NO_PROXY: '*' }, {}, false],
    [{ HTTP_PROXY: '' }, {}, false],
    [{ https_proxy: PROXY }, {}, true],
    [{ ALL_PROXY: PROXY }, {}, true],
    [{}, { direct: ['db.example'] }, true],
  ])('with %j and the policy %j is asked for: %j', (env, section, asked) => {
    expect(proxy.isAskedFor?.(container(env), policy(asks(section)), [])).toBe(asked);
  });

  it.each([
    ['http://127.0.0.1:7890', 7890, {}, []],
    ['http://127.0.0.1:7890', 7891, {}, ['error']],
    ['localhost:7890', 7891, {}, ['error']],
    ['socks5://[::1]:7890', 7891, {}, ['error']],
    ['http://10.0.0.1:7890', 7891, {}, []],
    ['http://127.0.0.1:7890', 7891, { KUBERNETES_SERVICE_HOST: '10.96.0.1' }, ['warning']],
  ])('says of %s where somebody listens at %j, beside %j: %j', async (value, port, more, expected) => {
    const env = { ...SOUND, ALL_PROXY: value, HTTP_PROXY: value, http_proxy: value, ...more };
    const { findings } = await judgeHost(proxy, memoryHost({ ...listening(port), env }));
    const found = findings.filter(({ rule }) => rule === 'proxy/nobody-listens');
    expect([...new Set(found.map(({ severity }) => severity ?? 'error'))]).toEqual(expected);
  });

  it('says nothing of who listens where that cannot be known', async () => {
    const env = { ...SOUND, HTTP_PROXY: 'http://127.0.0.1:7890', http_proxy: 'http://127.0.0.1:7890' };
    expect((await judgeHost(proxy, container(env))).rules).not.toContain('proxy/nobody-listens');
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

  it('says once what is so for every address', async () => {
    const env = { HTTP_PROXY: PROXY, HTTPS_PROXY: PROXY, NO_PROXY: LOCAL };
    const hosts = asks({ hosts: ['api.example', 'http://api.example'] });
    const { findings } = await judgeHost(proxy, container(env, 'wget'), { policy: hosts });
    const addresses = findings.flatMap(({ args }) => ('address' in args ? [args.address] : []));
    expect(addresses).toEqual(['http://', 'https://']);
  });

  it.each([
    ['http://user:secret@proxy.corp.example:3128', 'secret'],
    ['http://proxy.corp.example:3128', '***'],
  ])('shows %s as an address without its login', async (value, hidden) => {
    const { facts } = await judgeHost(proxy, container({ https_proxy: value }, 'curl', 'git'));
    expect(redact(facts.summary)).not.toContain(hidden);
    expect(redact(facts.summary)).toContain('proxy.corp.example:3128');
  });

  it('has nothing to paste where programs disagree on what is no address', () => {
    const { remedies, example } = choice.disagree;
    const linesOf = (set: Readonly<Record<string, string>>) =>
      remedies?.({ ...example, set }, { family: 'debian' } as never).flatMap(({ lines }) => lines);
    expect(linesOf(FOUR)).not.toEqual([]);
    expect(linesOf({})).toEqual([]);
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

  it.each([
    ['10.1.2.3', '10.0.0.0/8', 'python'],
    ['http://[fd00::5]:8080', 'fd00::/8', 'python'],
    ['api.corp.example', '*.corp.example', 'curl'],
  ])('gives for %s a list by which nobody asks a proxy for it', async (host, listed, program) => {
    const env = withList(listed);
    const found = async (variables: Readonly<Record<string, string>>) => {
      const options = { policy: asks({ hosts: [host] }) };
      const { findings } = await judgeHost(proxy, container(variables, program), options);
      return findings.filter(({ rule }) => rule === 'proxy/disagree');
    };
    const [first, ...more] = await found(env);
    expect(more).toEqual([]);
    const list = String(first?.args.list);
    expect(list).toContain(LOCAL);
    expect(await found({ ...env, NO_PROXY: list, no_proxy: list })).toEqual([]);
  });

  it('says once that a program asks a proxy for this very container', async () => {
    const { rules } = await judgeHost(proxy, container(FOUR, 'curl'), {
      policy: asks({ hosts: ['http://localhost:9000', 'http://127.0.0.1:1'] }),
    });
    expect(rules).toEqual(['proxy/localhost-proxied']);
  });
});

function inCluster(): Record<string, string> {
  return { ...withList('10.96.0.1,.svc,.cluster.local'), KUBERNETES_SERVICE_HOST: '10.96.0.1' };
}
