import { describe, expect, it } from 'vitest';
import { probes } from '../../../probes/index.ts';
import type { AnyProbe } from '../../../src/core/probe.ts';
import type { Network } from '../../../src/target/network.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { fakeHttp } from '../../support/network/online/fake-http.ts';
import { type Answers, fakeNetwork } from '../../support/network/online/fake-network.ts';
import {
  type Chain,
  chainOf,
  issuerAt,
  leaf,
  middle,
  PROXY_ROOT,
  pemOf,
  root,
} from '../../support/network/online/pki.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { testRuleCases } from '../../support/probes/rule-cases.ts';

const online = probes.find(({ name }) => name === 'online') as AnyProbe;
const NAME = 'vault.corp.example';
const ASKS = { online: { tls: [NAME] } } as const;

/** A container with the CA of the tests in its store. */
const machine = (network: Network, env: Readonly<Record<string, string>> = {}) => ({
  ...memoryHost({
    trees: [{ '/etc/ssl/certs/ca-certificates.crt': pemOf([root]), '/etc/ssl/cert.pem': pemOf([root]) }],
    env: { NODE_EXTRA_CA_CERTS: '/etc/ssl/certs/ca-certificates.crt', ...env },
  }),
  network,
});

const on =
  (answers: Answers, name: string | null = null, env = {}) =>
  () =>
    machine(fakeNetwork(answers, name), env);
const answering = (chain: Chain, complaint?: string) =>
  on({ [NAME]: complaint === undefined ? chain : { chain, complaint } });
const forVault = (options: Parameters<typeof leaf>[0] = {}, names = [NAME]) => leaf(options, names);
const failing = (
  stage: 'connect' | 'proxy-connect' | 'proxy' | 'tls',
  code: string,
  status?: number,
  env = {},
) => on({ [NAME]: { stage, code, ...(status === undefined ? {} : { status }) } }, null, env);
const CLOCK = 'https://vault.corp.example/';
const HERE = Date.UTC(2026, 10, 22, 3, 0, 0);
/** A server whose answer at 03:00:00 of our clock has this date. */
const telling = (date: string | undefined) => () =>
  machine(fakeHttp(() => ({ status: 404, headers: date === undefined ? {} : { date } }), HERE));
const BEHIND = { HTTPS_PROXY: 'http://user:secret@proxy.corp.example:3128' };

describe('online', () => {
  testRuleCases(online, {
    'name-unresolved': { host: on({}), policy: ASKS },
    unreachable: { host: failing('connect', 'ECONNREFUSED'), policy: ASKS },
    'proxy-unreachable': { host: failing('proxy-connect', 'ECONNREFUSED', undefined, BEHIND), policy: ASKS },
    'proxy-refused': { host: failing('proxy', 'STATUS', 407, BEHIND), policy: ASKS },
    'proxy-not-asked': {
      host: on({}, null, { HTTPS_PROXY: 'http://[fe80::1%25eth0]:3128' }),
      policy: ASKS,
    },
    'not-tls': { host: failing('tls', 'ERR_SSL_WRONG_VERSION_NUMBER'), policy: ASKS },
    'handshake-failed': { host: failing('tls', 'ECONNRESET'), policy: ASKS },
    'issuer-unknown': {
      host: answering(
        chainOf([forVault({ issuer: { cn: 'Corp CA', key: PROXY_ROOT.key } })], undefined, middle),
      ),
      policy: ASKS,
    },
    intercepted: {
      host: answering(chainOf([forVault({ issuer: PROXY_ROOT })], undefined, middle)),
      policy: ASKS,
    },
    'intermediate-missing': {
      host: answering(
        chainOf([forVault({ extensions: [issuerAt('http://ca.example/middle.crt')] })]),
        'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      ),
      policy: ASKS,
    },
    expired: {
      host: answering(chainOf([forVault({ notAfter: '2026-11-01' }), middle]), 'CERT_HAS_EXPIRED'),
      policy: ASKS,
    },
    'not-yet-valid': {
      host: answering(chainOf([forVault({ notBefore: '2026-12-01' }), middle]), 'CERT_NOT_YET_VALID'),
      policy: ASKS,
    },
    'name-mismatch': {
      host: on({ [NAME]: chainOf([leaf(), middle]) }, 'HOSTNAME_MISMATCH'),
      policy: ASKS,
    },
    'certificate-refused': {
      host: answering(chainOf([forVault(), middle]), 'INVALID_PURPOSE'),
      policy: ASKS,
    },
    'clock-drift': { host: telling('Sun, 22 Nov 2026 03:01:31 GMT'), policy: { online: { clock: [CLOCK] } } },
    'clock-unknown': { host: telling(undefined), policy: { online: { clock: [CLOCK] } } },
    'expiring-soon': {
      host: answering(chainOf([forVault({ notAfter: '2026-11-30' }), middle])),
      policy: ASKS,
    },
  });

  it('finds nothing where every runtime takes what the server sends', async () => {
    const { findings, facts } = await judgeHost(online, answering(chainOf([forVault(), middle]))(), {
      policy: ASKS,
    });
    expect(findings).toEqual([]);
    expect(facts).toMatchObject({ summary: 'TLS with 1 of 1 servers' });
    expect(facts).toMatchObject({
      report: { servers: [{ verdicts: { go: 'accepted', openssl: 'accepted', node: 'accepted' } }] },
    });
  });

  it("is a warning where Node's own list alone lacks the CA", async () => {
    const host = { ...answering(chainOf([forVault(), middle]))(), env: {} };
    const { findings } = await judgeHost(online, host, { policy: ASKS });
    expect(findings).toMatchObject([
      { rule: 'online/issuer-unknown', severity: 'warning', args: { runtimes: ['node'] } },
    ]);
  });

  it.each([
    ['Sun, 22 Nov 2026 03:00:00 GMT', []],
    ['Sun, 22 Nov 2026 03:00:29 GMT', []],
    ['Sun, 22 Nov 2026 03:00:31 GMT', [{ rule: 'online/clock-drift', args: { seconds: -31 } }]],
    ['Sun, 22 Nov 2026 02:59:29 GMT', []],
    ['Sun, 22 Nov 2026 02:59:27 GMT', [{ rule: 'online/clock-drift', args: { seconds: 31 } }]],
    [
      'Sun, 22 Nov 2026 02:50:00 GMT',
      [{ rule: 'online/clock-drift', severity: 'error', args: { seconds: 598 } }],
    ],
    ['yesterday', [{ rule: 'online/clock-unknown' }]],
  ])('holds the clock against a server that says %s', async (date, findings) => {
    const judged = await judgeHost(online, telling(date)(), { policy: { online: { clock: [CLOCK] } } });
    expect(judged.findings).toMatchObject(findings);
    expect(judged.findings).toHaveLength(findings.length);
  });

  it('believes the nearest of several clocks', async () => {
    const dates = ['Sun, 22 Nov 2026 03:00:00 GMT', 'Sun, 22 Nov 2026 09:00:00 GMT'];
    const host = machine(
      fakeHttp(
        (url) => ({ status: 200, headers: { date: dates[url.includes('vault') ? 0 : 1] ?? '' } }),
        HERE,
      ),
    );
    const clock = [CLOCK, 'http://wrong.corp.example/'];
    const { findings, facts } = await judgeHost(online, host, { policy: { online: { clock } } });
    expect(findings).toEqual([]);
    expect(facts).toMatchObject({ summary: 'clock right', report: { clocks: [{ url: CLOCK }, {}] } });
  });

  it('names a proxy without its login', async () => {
    const { findings, facts } = await judgeHost(online, failing('proxy', 'STATUS', 407, BEHIND)(), {
      policy: ASKS,
    });
    expect(findings).toMatchObject([{ args: { proxy: 'http://proxy.corp.example:3128', status: 407 } }]);
    expect(JSON.stringify([findings, facts])).not.toMatch(/secret|user|dXNlcj/);
  });

  it.each([
    ['a public service with a certificate of no public CA', ['proxy.golang.org'], 'public'],
    ['servers of different owners with one issuer', ['a.example', 'b.test'], 'several'],
  ])('knows an interceptor by %s', async (_, hosts, sign) => {
    const of = (name: string) =>
      chainOf([leaf({ issuer: { cn: 'Corp CA', key: PROXY_ROOT.key } }, [name])], undefined, middle);
    const host = machine(fakeNetwork(Object.fromEntries(hosts.map((name) => [name, of(name)]))));
    const { findings } = await judgeHost(online, host, { policy: { online: { tls: hosts } } });
    expect(findings.map(({ rule }) => rule)).toEqual(hosts.map(() => 'online/intercepted'));
    expect(findings).toMatchObject(hosts.map(() => ({ args: { sign, issuer: 'Corp CA' } })));
  });

  it('does not call servers of one owner intercepted', async () => {
    const of = (name: string) =>
      chainOf([leaf({ issuer: { cn: 'Corp CA', key: PROXY_ROOT.key } }, [name])], undefined, middle);
    const hosts = ['a.corp.example', 'b.corp.example'];
    const host = machine(fakeNetwork(Object.fromEntries(hosts.map((name) => [name, of(name)]))));
    const { rules } = await judgeHost(online, host, { policy: { online: { tls: hosts } } });
    expect(rules).toEqual(['online/issuer-unknown', 'online/issuer-unknown']);
  });

  it('asks nobody for liveness', async () => {
    const network = { lookup: refuse, handshake: refuse } as unknown as Network;
    const { findings } = await judgeHost(online, machine(network), { policy: ASKS, purpose: 'liveness' });
    expect(findings).toEqual([]);
  });
});

function refuse(): never {
  throw new Error('asked');
}
