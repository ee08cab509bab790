import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Pool } from '../../../probes/ca-certs/certificates/pool.ts';
import { requiredBy } from '../../../probes/ca-certs/certificates/required.ts';
import { conversions } from '../../../probes/ca-certs/formats/convert.ts';
import type { Holding } from '../../../probes/ca-certs/formats/holding.ts';
import { caCerts } from '../../../probes/ca-certs/index.ts';
import {
  CORP,
  CORP_PEM,
  makeJavaKeystore,
  OTHER,
  OTHER_PEM,
  Workshop,
} from '../../support/files/ca-files.ts';
import { procTree } from '../../support/memory/healthy.ts';
import { type MemoryHostOptions, memoryHost } from '../../support/memory/memory-host.ts';
import { file, link, type Tree } from '../../support/memory/tree.ts';
import { ROOTS } from '../../support/memory/trees/ca-certs.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { describeReal } from '../../support/system/real-tools.ts';

const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';
const STOCK = ROOTS.join('');
const PASSWORD = 'corréct horse';

interface Given {
  readonly bundle?: string;
  readonly content?: Buffer | string;
  readonly password?: string;
  readonly tree?: Tree;
  readonly options?: MemoryHostOptions;
}

/** What is found where the policy requires the certificates of /etc/corp/ca. */
async function look({ bundle = STOCK, content, password, tree = {}, options = {} }: Given) {
  const trees: Tree[] = [procTree(), { [BUNDLE]: file(bundle) }, tree];
  if (content !== undefined) trees.push({ '/etc/corp/ca': file(content) });
  if (password !== undefined) trees.push({ '/run/pw': file(password) });
  const required = [{ file: '/etc/corp/ca', ...(password === undefined ? {} : { passwordFile: '/run/pw' }) }];
  const judged = await judgeHost(caCerts, memoryHost({ ...options, trees }), {
    policy: { caCerts: { required } },
  });
  expect(
    JSON.stringify([judged.findings, [...judged.facts.required.facts].map(({ wanted }) => wanted)]),
  ).not.toContain(PASSWORD);
  return judged;
}

const told = ({ findings }: Awaited<ReturnType<typeof look>>) =>
  findings.map(({ rule, severity = 'error', args }) => {
    const { runtime, missing, problem, error } = args as Record<string, unknown>;
    return [severity, rule.slice('ca-certs/'.length), problem ?? error ?? runtime, missing]
      .flat()
      .filter(Boolean)
      .join(' ');
  });

describe('certificates that the policy requires by a file', () => {
  it.each([
    ['PEM with several', CORP_PEM + OTHER_PEM],
    ['DER', Buffer.concat([CORP, OTHER])],
    [
      'a keystore of Java',
      makeJavaKeystore([
        { alias: 'a', certificates: [CORP] },
        { alias: 'b', certificates: [OTHER] },
      ]),
    ],
  ])('must all be in the store: %s', async (_name, content) => {
    expect(told(await look({ content, bundle: STOCK + CORP_PEM + OTHER_PEM }))).toEqual([]);
    expect(told(await look({ content, bundle: STOCK + OTHER_PEM }))).toEqual([
      'error required-missing Go Corp Root CA',
    ]);
    expect(told(await look({ content }))).toEqual(['error required-missing Go Corp Root CA Other Root CA']);
  });

  it('are those of the bytes, not of the name', async () => {
    const altered = Buffer.from(CORP);
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
    expect(told(await look({ content: altered, bundle: STOCK + CORP_PEM }))).toEqual([
      'error required-missing Go Corp Root CA',
    ]);
  });

  it('are looked for in the store of OpenSSL and of Node too, where these are others', async () => {
    const openssl = { '/usr/lib/ssl/cert.pem': file(STOCK), '/etc/ssl/openssl.cnf': '' };
    const given = { content: CORP_PEM, bundle: STOCK + CORP_PEM };
    // Which of the two takes what is told by a rule of its own.
    expect((await look({ ...given, tree: openssl })).rules).toEqual(['ca-certs/runtimes-disagree']);
    const extra = { '/etc/extra.pem': file(OTHER_PEM) };
    const options = { env: { NODE_EXTRA_CA_CERTS: '/etc/extra.pem' } };
    expect(told(await look({ ...given, tree: extra, options }))).toEqual([
      'warning required-missing Node Corp Root CA',
    ]);
    const both = { '/etc/extra.pem': link(BUNDLE) };
    expect(told(await look({ ...given, tree: both, options }))).toEqual([]);
  });

  it.each([
    ['that is not there', {}, 'unreadable ENOENT'],
    ['that is a directory', { tree: { '/etc/corp/ca/x': '' } }, 'unreadable NOT_REGULAR'],
    ['that is a page', { content: '<html></html>' }, 'unusable no-certificates'],
    ['that is empty', { content: '' }, 'unusable no-certificates'],
    ['that is cut short', { content: CORP_PEM.slice(0, 300) }, 'unusable damaged'],
    [
      'that is a private key',
      { content: '-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n' },
      'unusable no-certificates',
    ],
  ] as const)('of a file %s are not known', async (_name, given, finding) => {
    expect(told(await look(given as Given))).toEqual([`error required-file-${finding}`]);
  });

  it('of a file that this user may not read are not known', async () => {
    const options = { ids: { uid: 1000, euid: 1000, gid: 1000, egid: 1000, groups: [] } };
    const tree = { '/etc/corp/ca': file(CORP_PEM, { mode: 0o600 }) };
    expect(told(await look({ tree, options }))).toEqual(['error required-file-unreadable EACCES']);
  });
});

describeReal('what openssl hands over as a required CA', { tools: ['openssl'] }, () => {
  let shop: Workshop;
  beforeAll(() => {
    shop = new Workshop();
    shop.put('both.pem', CORP_PEM + OTHER_PEM);
  });
  afterAll(() => shop.close());
  const pkcs12 = (...options: string[]) =>
    shop.openssl(
      'pkcs12',
      '-export',
      '-nokeys',
      '-in',
      'both.pem',
      '-passout',
      `pass:${PASSWORD}`,
      ...options,
    );
  const full = STOCK + CORP_PEM + OTHER_PEM;

  it.each(['PEM', 'DER'])('as PKCS #7 in %s must be in the store', async (form) => {
    const content = shop.openssl('crl2pkcs7', '-nocrl', '-certfile', 'both.pem', '-outform', form);
    expect(told(await look({ content, bundle: full }))).toEqual([]);
    expect(told(await look({ content, bundle: STOCK + CORP_PEM }))).toEqual([
      'error required-missing Go Other Root CA',
    ]);
  });

  it.each([[[]], [['-legacy']], [['-certpbe', 'NONE']]])(
    'as PKCS #12 comes into the store by the line that is offered %s',
    async (options) => {
      shop.put('ca', pkcs12(...options));
      shop.put('pw', `${PASSWORD}\nanother line\n`);
      const { findings } = await look({ content: pkcs12(...options), password: PASSWORD });
      expect(findings[0]?.args).toMatchObject({ holding: { passwordFile: '/run/pw' } });
      const [holding] = findings.map(({ args }) => (args as unknown as { holding: Holding }).holding);
      if (holding === undefined) throw new Error('no finding');
      const [way] = conversions({ ...holding, passwordFile: shop.path('pw') });
      shop.run('sh', ['-ec', way?.line(shop.path('ca'), shop.path('ca.crt')) ?? 'false']);
      expect(
        shop
          .read('ca.crt')
          .toString()
          .match(/BEGIN CERT/g),
      ).toHaveLength(2);
    },
  );

  it.each([[[]], [['-legacy']]])('as PKCS #12 must be in the store %s', async (options) => {
    const content = pkcs12(...options);
    for (const password of [PASSWORD, `${PASSWORD}\n`, `${PASSWORD}\r\nanother line\n`]) {
      expect(told(await look({ content, password, bundle: full }))).toEqual([]);
    }
    expect(told(await look({ content, password: PASSWORD }))).toEqual([
      'error required-missing Go Corp Root CA Other Root CA',
    ]);
    expect(told(await look({ content, password: 'other', bundle: full }))).toEqual([
      'error required-file-unusable password-wrong',
    ]);
    expect(told(await look({ content, bundle: full }))).toEqual([
      'error required-file-unusable password-missing',
    ]);
  });

  it('is not known where the password cannot be read', async () => {
    const required = [{ file: '/etc/corp/ca', passwordFile: '/run/gone' }];
    const host = memoryHost({
      trees: [procTree(), { [BUNDLE]: file(full), '/etc/corp/ca': file(pkcs12()) }],
    });
    const { findings } = await judgeHost(caCerts, host, { policy: { caCerts: { required } } });
    expect(findings.map(({ args }) => args)).toEqual([
      { path: '/run/gone', error: 'ENOENT', isPassword: true },
    ]);
  });
});

it('looks for none of thousands of subjects when no time is left', async () => {
  const subjects = Array.from({ length: 5000 }, (_, i) => ({ subject: `CN=${i}` }));
  const host = memoryHost();
  const found = await requiredBy(subjects, [], new Pool(), host, () => 0);
  expect(found).toEqual({ facts: [], unusable: [], late: true });
});
