import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Passwords } from '../../../../probes/ca-certs/formats/der/decrypt.ts';
import { unpack } from '../../../../probes/ca-certs/formats/unpack.ts';
import {
  CORP,
  CORP_KEY,
  CORP_PEM,
  der,
  keyPem,
  makeJavaKeystore,
  makePkcs7,
  makePkcs12,
  OTHER,
  OTHER_PEM,
  SERVER,
  SERVER_KEY,
  Workshop,
} from '../../../support/files/ca-files.ts';
import { pem } from '../../../support/files/certs.ts';
import { describeReal } from '../../../support/system/real-tools.ts';

const unpacked = (bytes: Buffer | string, passwords: Passwords = []) =>
  unpack(Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes), { passwords, remainingMs: () => 1000 });

describe('a file by its bytes', () => {
  it.each([
    ['html', '<!DOCTYPE html>\n<html></html>\n'],
    ['html', '\n\n<HTML><head><title>Log in</title></head></HTML>'],
    ['html', '\ufeff<!-- proxy --><html><body>502</body></html>'],
    ['xml', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'],
    ['json', '{"message":"Not Found"}\n'],
    ['blank', ' \r\n\t\n'],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3])],
    ['archive', Buffer.from('PK\x03\x04and so on')],
    ['utf-16', Buffer.from('\ufeffhello', 'utf16le')],
    ['openssh-public-key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKqK me@host\n'],
    ['openssh-certificate', 'ssh-ed25519-cert-v01@openssh.com AAAAIHNzaC1lZDI1NTE5LWNl ca\n'],
    [
      'openssh-private-key',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz\n-----END OPENSSH PRIVATE KEY-----\n',
    ],
    ['pgp', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQEN\n-----END PGP PUBLIC KEY BLOCK-----\n'],
    ['git-lfs', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n'],
    ['private-key', keyPem(SERVER_KEY)],
    ['private-key', SERVER_KEY.privateKey.export({ type: 'pkcs8', format: 'der' })],
    ['private-key', SERVER_KEY.privateKey.export({ type: 'sec1', format: 'der' })],
    ['public-key', SERVER_KEY.publicKey.export({ type: 'spki', format: 'pem' })],
    ['public-key', SERVER_KEY.publicKey.export({ type: 'spki', format: 'der' })],
    ['unknown', 'ca: none, ask the administrator!'],
    ['unknown', 'TODO'],
    ['unknown', 'password'],
  ] as const)('is known as %s', async (format, bytes) => {
    const { format: found, certificates, lock } = await unpacked(bytes as Buffer | string);
    expect({ found, certificates, lock }).toEqual({ found: format, certificates: [], lock: null });
  });

  it.each([
    ['pem', CORP_PEM + OTHER_PEM],
    ['pem', `\ufeff# ours\r\n${(CORP_PEM + OTHER_PEM).replaceAll('\n', '\r\n')}`],
    ['pem', CORP_PEM + pem(OTHER, 'X509 CERTIFICATE')],
    ['der', Buffer.concat([CORP, OTHER])],
    ['pkcs7-der', makePkcs7([CORP, OTHER])],
    ['utf-16', Buffer.from(`\ufeff${CORP_PEM}${OTHER_PEM}`, 'utf16le')],
    ['utf-16', Buffer.from(`\ufeff${CORP_PEM}${OTHER_PEM}`, 'utf16le').swap16()],
    ['base64', Buffer.from(CORP_PEM + OTHER_PEM).toString('base64')],
    ['carriage-returns', (CORP_PEM + OTHER_PEM).replaceAll('\n', '\r')],
    ['escaped', (CORP_PEM + OTHER_PEM).replaceAll('\n', '\\n')],
    ['escaped', `"${(CORP_PEM + OTHER_PEM).replaceAll('\n', '\\r\\n')}"\n`],
    [
      'jks',
      makeJavaKeystore([
        { alias: 'a', certificates: [CORP] },
        { alias: 'b', certificates: [OTHER] },
      ]),
    ],
    [
      'jceks',
      makeJavaKeystore([{ alias: 'a', certificates: [CORP, OTHER], key: Buffer.alloc(40) }], 0xcececece),
    ],
  ] as const)('gives its certificates: %s', async (format, bytes) => {
    const { format: found, certificates, lock } = await unpacked(bytes as Buffer | string);
    expect(found).toBe(format);
    expect(certificates.map(String)).toEqual([CORP, OTHER].map(String));
    expect(lock).toBeNull();
  });

  it('is damaged where it is cut short', async () => {
    const store = makeJavaKeystore([
      { alias: 'a', certificates: [CORP] },
      { alias: 'b', certificates: [OTHER] },
    ]);
    const cut = await unpacked(store.subarray(0, store.length - 100));
    expect(cut).toMatchObject({ format: 'jks', lock: 'damaged' });
    expect(cut.certificates.map(String)).toEqual([String(CORP)]);
    expect(await unpacked(CORP_PEM + OTHER_PEM.slice(0, 200))).toMatchObject({
      format: 'pem',
      lock: 'damaged',
    });
  });
});

describe('a hostile file', () => {
  it.each([{ old: false }, { old: true }])(
    'whose key takes too long to derive is not opened %j',
    async ({ old }) => {
      for (const iterations of [1_000_001, 2 ** 31 - 1]) {
        const file = makePkcs12([CORP], { iterations, old });
        expect(await unpacked(file, ['changeit'])).toMatchObject({
          format: 'pkcs12',
          lock: 'too-many-iterations',
        });
      }
      expect(await unpacked(makePkcs12([CORP], { iterations: 0, old }), ['x'])).toMatchObject({
        lock: 'damaged',
      });
    },
  );

  it('is left where the deadline comes while its key is derived', async () => {
    let asked = 0;
    const remainingMs = () => (++asked < 3 ? 1 : 0);
    const file = makePkcs12([CORP], { iterations: 1_000_000, old: true });
    expect(await unpack(file, { passwords: ['changeit'], remainingMs })).toMatchObject({ lock: 'late' });
  });

  it.each([
    { left: [100, 100, 99], lock: 'late', why: 'a thousandth of it has taken a hundredth of the time' },
    {
      left: [100, 100, 99.95],
      lock: 'password-wrong',
      why: 'there is time, and it was sealed with another key',
    },
    { left: [0], lock: 'late', why: 'there was none before' },
  ])(
    'whose key is derived in one call is opened only where there is time for all of it: $why',
    async ({ left, lock }) => {
      const file = makePkcs12([CORP], { iterations: 1_000_000 });
      const remainingMs = () => (left.length > 1 ? left.shift() : left[0]) ?? 0;
      expect(await unpack(file, { passwords: ['changeit'], remainingMs })).toMatchObject({ lock });
    },
  );

  it('is not opened at all without a password to try', async () => {
    const one = makePkcs12([CORP], { iterations: 1_000_000, old: true });
    let asked = 0;
    const remainingMs = () => (++asked < 1e6 ? 1 : 0);
    expect(await unpack(one, { passwords: [], remainingMs })).toMatchObject({ lock: 'password-missing' });
    expect(asked).toBe(0);
  });

  it('of more ASN.1 than certificates have is not looked into', async () => {
    const flat = der(0x30, Buffer.alloc(16 * 1024 * 1024 - 8, Buffer.from([5, 0])));
    expect(await unpacked(flat)).toMatchObject({ format: 'asn1', lock: 'too-large' });
    const endless = Buffer.alloc(3 * 1024 * 1024, Buffer.from([0x30, 0x80]));
    expect(await unpacked(endless)).toMatchObject({ format: 'asn1', lock: 'too-large' });
  });

  it('that unpacks to much more is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 'A'));
    expect(await unpacked(bomb)).toMatchObject({ format: 'gzip', inner: null, certificates: [] });
  });
});

describeReal('what openssl writes', { tools: ['openssl'] }, () => {
  let shop: Workshop;
  beforeAll(() => {
    shop = new Workshop();
    shop.put('both.pem', CORP_PEM + OTHER_PEM);
    shop.put('corp.pem', CORP_PEM);
    shop.put('server.pem', pem(SERVER));
    shop.put('server.key', keyPem(SERVER_KEY));
  });
  afterAll(() => shop.close());

  it('of PKCS #7 is read, whatever is written above it', async () => {
    const text = shop.openssl('crl2pkcs7', '-nocrl', '-certfile', 'both.pem').toString();
    const der = shop.openssl('crl2pkcs7', '-nocrl', '-certfile', 'both.pem', '-outform', 'DER');
    for (const [format, bytes] of [
      ['pkcs7-pem', text],
      ['pkcs7-pem', text.replaceAll('PKCS7', 'CERTIFICATE')],
      ['pkcs7-pem', text.replaceAll('PKCS7', 'CMS')],
      ['pkcs7-der', der],
    ] as const) {
      const found = await unpacked(bytes);
      expect(found.format).toBe(format);
      expect(found.certificates.map(String)).toEqual([CORP, OTHER].map(String));
    }
  });

  it('of PKCS #7 in pieces of no given length is read', async () => {
    const signed = ['cms', '-sign', '-stream', '-nodetach', '-signer', 'server.pem', '-inkey', 'server.key'];
    const file = shop.openssl(...signed, '-certfile', 'corp.pem', '-in', 'both.pem', '-outform', 'DER');
    const found = await unpacked(file);
    expect(found.format).toBe('pkcs7-der');
    expect(found.certificates.map(String).sort()).toEqual([CORP, SERVER].map(String).sort());
  });

  it.each([
    ['as today', []],
    ['as before version 3', ['-legacy']],
    ['with triple DES', ['-certpbe', 'PBE-SHA1-3DES']],
    ['with RC2 of 128 bits', ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128']],
    ['with AES of 128 bits and SHA-512', ['-certpbe', 'AES-128-CBC', '-macalg', 'sha512']],
    ['certificates in plain', ['-certpbe', 'NONE']],
    ['without a seal', ['-nomac']],
    ['with many iterations', ['-iter', '100000']],
  ])('of PKCS #12 is read with its password, and not with another: %s', async (_name, options) => {
    const password = 'pässwörd €';
    const args = ['pkcs12', '-export', '-in', 'server.pem', '-inkey', 'server.key', '-certfile', 'both.pem'];
    const file = shop.openssl(...args, ...options, '-passout', `pass:${password}`);
    const found = await unpacked(file, [password]);
    expect(found).toMatchObject({ format: 'pkcs12', privateKeys: 1, lock: null });
    expect(found.certificates.map(String).sort()).toEqual([SERVER, CORP, OTHER].map(String).sort());
    expect(found.legacy).toBe(options.includes('-legacy'));
    // Without a seal openssl encrypts no certificate, and nothing tells a wrong password from the right one.
    const sealed = !options.includes('-nomac');
    expect((await unpacked(file, ['wrong'])).lock).toBe(sealed ? 'password-wrong' : null);
    const plain = !sealed || options.includes('NONE');
    expect((await unpacked(file, ['', null])).lock).toBe(plain ? null : 'password-missing');
    expect((await unpacked(file)).lock).toBe(plain ? null : 'password-missing');
  });

  it.each([[[]], [['-legacy']]])(
    'of PKCS #12 with an empty password is read without one %s',
    async (options) => {
      const args = ['pkcs12', '-export', '-nokeys', '-in', 'both.pem', ...options, '-passout', 'pass:'];
      const found = await unpacked(shop.openssl(...args), ['', null]);
      expect(found.certificates.map(String)).toEqual([CORP, OTHER].map(String));
    },
  );

  it('of requests and lists of revoked certificates is known', async () => {
    const subject = ['-subj', '/O=Corp/CN=api.corp.example'];
    for (const form of ['PEM', 'DER']) {
      const request = shop.openssl('req', '-new', '-key', 'server.key', ...subject, '-outform', form);
      expect(await unpacked(request)).toMatchObject({
        format: 'request',
        detail: 'CN=api.corp.example, O=Corp',
      });
    }
    shop.put('index.txt', '');
    shop.put(
      'ca.conf',
      '[ca]\ndefault_ca=x\n[x]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=9\n',
    );
    shop.put('corp.key', keyPem(CORP_KEY));
    const crl = shop.openssl(
      'ca',
      '-config',
      'ca.conf',
      '-gencrl',
      '-cert',
      'corp.pem',
      '-keyfile',
      'corp.key',
    );
    shop.put('corp.crl', crl);
    expect(await unpacked(crl)).toMatchObject({ format: 'crl' });
    expect(await unpacked(shop.openssl('crl', '-in', 'corp.crl', '-outform', 'DER'))).toMatchObject({
      format: 'crl',
    });
  });
});
