import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { caCerts } from '../../../../probes/ca-certs/index.ts';
import type { Platform } from '../../../../src/core/platform.ts';
import type { Remedy } from '../../../../src/core/remedy/remedy.ts';
import { remediesOf } from '../../../../src/verdict/render.ts';
import {
  CORP,
  CORP_PEM,
  keyPem,
  makeJavaKeystore,
  OTHER,
  OTHER_PEM,
  SERVER,
  SERVER_KEY,
  Workshop,
} from '../../../support/files/ca-files.ts';
import { pem } from '../../../support/files/certs.ts';
import { procTree } from '../../../support/memory/healthy.ts';
import { memoryHost } from '../../../support/memory/memory-host.ts';
import { file } from '../../../support/memory/tree.ts';
import { judgeHost } from '../../../support/probes/judge-host.ts';
import { describeReal, tool } from '../../../support/system/real-tools.ts';

const PASSWORD = 'correct horse';
const store = (...names: string[]) =>
  makeJavaKeystore(names.map((alias, i) => ({ alias, certificates: [i === 0 ? CORP : OTHER] })));
const pkcs7 = (shop: Workshop, form: string) =>
  shop.openssl('crl2pkcs7', '-nocrl', '-certfile', 'both.pem', '-outform', form);
const pkcs12 = (shop: Workshop, ...options: string[]) =>
  shop.openssl('pkcs12', '-export', '-nokeys', '-in', 'both.pem', '-passout', `pass:${PASSWORD}`, ...options);

/** Files as they are handed over, and how many CAs are in each. */
const FILES: Readonly<Record<string, [string, number, (shop: Workshop) => Buffer | string]>> = {
  'PKCS #7 in PEM': ['other-format', 2, (shop) => pkcs7(shop, 'PEM')],
  'PKCS #7 under another name': [
    'other-format',
    2,
    (shop) => `${pkcs7(shop, 'PEM')}`.replaceAll('PKCS7', 'CERTIFICATE'),
  ],
  'PKCS #7, binary': ['other-format', 2, (shop) => pkcs7(shop, 'DER')],
  'PKCS #12': ['other-format', 2, (shop) => pkcs12(shop)],
  'PKCS #12 of old': ['other-format', 2, (shop) => pkcs12(shop, '-legacy')],
  'PKCS #12 that encrypts no certificate': ['other-format', 2, (shop) => pkcs12(shop, '-certpbe', 'NONE')],
  'PKCS #12 with a key': [
    'other-format',
    1,
    (shop) =>
      shop.openssl(
        ...['pkcs12', '-export', '-in', 'server.pem', '-inkey', 'server.key', '-certfile', 'corp.pem'],
        ...['-passout', `pass:${PASSWORD}`],
      ),
  ],
  'a keystore with one certificate': ['other-format', 1, () => store("it's corp")],
  'a keystore with two certificates': ['other-format', 2, () => store('corp', 'other')],
  'one certificate in DER': ['der-not-pem', 1, () => CORP],
  'two certificates in DER': ['der-not-pem', 2, () => Buffer.concat([CORP, OTHER])],
  'base64 of PEM': ['other-format', 2, () => Buffer.from(CORP_PEM + OTHER_PEM).toString('base64')],
  'base64 of DER': ['other-format', 1, () => CORP.toString('base64')],
  'base64 of PKCS #7': ['other-format', 2, (shop) => pkcs7(shop, 'DER').toString('base64')],
  'gzip of PEM': ['other-format', 2, () => gzipSync(CORP_PEM + OTHER_PEM)],
  'UTF-16, the low byte first': [
    'other-format',
    2,
    () => Buffer.from(`\ufeff${CORP_PEM}${OTHER_PEM}`, 'utf16le'),
  ],
  'line ends of CR alone': ['other-format', 2, () => (CORP_PEM + OTHER_PEM).replaceAll('\n', '\r')],
  'line ends written as \\n': ['other-format', 2, () => (CORP_PEM + OTHER_PEM).replaceAll('\n', '\\n')],
  'line ends written as \\n, in quotes': [
    'other-format',
    1,
    () => `"${CORP_PEM.trimEnd().replaceAll('\n', '\\r\\n')}"\n`,
  ],
  'UTF-16, the high byte first': [
    'other-format',
    2,
    () => Buffer.from(`\ufeff${CORP_PEM}${OTHER_PEM}`, 'utf16le').swap16(),
  ],
};

const needs = { tools: ['openssl', 'gzip', 'base64', 'tail', 'head', 'tr', 'iconv', 'sh'] } as const;
describeReal('the commands that convert a file that SSL_CERT_FILE names', needs, () => {
  let shop: Workshop;
  beforeAll(() => {
    shop = new Workshop();
    shop.put('both.pem', CORP_PEM + OTHER_PEM);
    shop.put('corp.pem', CORP_PEM);
    shop.put('server.pem', pem(SERVER));
    shop.put('server.key', keyPem(SERVER_KEY));
    shop.put('password', `${PASSWORD}\n`);
  });
  afterAll(() => shop.close());

  const look = (path: string, content: Buffer) =>
    judgeHost(
      caCerts,
      memoryHost({ trees: [procTree(), { [path]: file(content) }], env: { SSL_CERT_FILE: path } }),
    );

  /** Types the line; a password, which a person would type or BuildKit mount, comes from a file. */
  const type = (line: string) => {
    const typed = line
      .replace('--mount=type=secret,id=p12 ', '')
      .replace('/run/secrets/p12', shop.path('password'));
    const asks = /openssl pkcs12(?!.*-passin)/.test(typed);
    const command = asks ? typed.replace('pkcs12 ', `pkcs12 -passin file:${shop.path('password')} `) : typed;
    shop.run('sh', ['-ec', command]);
  };

  it.each(Object.entries(FILES))(
    'leave nothing to say of %s',
    async (_name, [rule, count, make]) => {
      const bytes = Buffer.from(make(shop));
      const path = shop.path("corp's ca.bin");
      shop.put("corp's ca.bin", bytes);
      const { findings, rules } = await look(path, bytes);
      expect(rules).toEqual([`ca-certs/${rule}`]);
      expect(findings[0]?.severity).toBe('error');
      const definition = (await caCerts.rules())[rule];
      if (definition === undefined) throw new Error(`no rule ${rule}`);
      const platform: Platform = {
        family: 'debian',
        os: 'debian',
        osVersion: '12',
        label: 'Debian',
        libc: 'glibc',
        root: true,
        has: (program) => tool(program.replace(/^\/bin\//, '')) !== null,
        writes: () => true,
      };
      const remedies = remediesOf(definition, findings[0]?.args ?? {}, platform);
      const ways = remedies.filter(({ where, lines }: Remedy) => lines.length > 0 && where !== 'pod');
      expect(ways.map(({ where }) => where)).toEqual(expect.arrayContaining(['image', 'container', 'ci']));
      for (const { where, lines } of ways) {
        shop.put("corp's ca.bin", bytes);
        const [line = ''] = lines;
        type(where === 'image' ? line.replace(/^RUN /, '') : where === 'ci' ? line : lines.join('\n'));
        const result = where === 'container' ? "corp's ca.bin" : "corp's ca.bin.pem";
        if (where === 'image') expect(lines[1]).toBe(`ENV SSL_CERT_FILE="${shop.path(result)}"`);
        const { rules, facts } = await look(path, shop.read(result));
        expect({ line, rules }).toEqual({ line, rules: [] });
        expect(facts.go.roots.size).toBe(count);
      }
    },
    300_000,
  );
});
