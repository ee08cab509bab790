import type forge from 'node-forge';
import {
  type CertOptions,
  extension,
  type KeyPair,
  keyPair,
  makeCert,
  oidOf,
  pem,
  sequence,
  tagged,
  toDer,
} from '../../files/certs.ts';

/** Certificates as a server has them; the keys are made anew in each run of the tests. */
export interface Chain {
  /** What the server sends, DER, its own first. */
  readonly sent: readonly Buffer[];
  readonly key: KeyPair;
  /** The CA that a store needs for it. */
  readonly root: Buffer;
}

const ROOT_KEY = keyPair('p256', 100);
const MIDDLE_KEY = keyPair('p256', 101);
const LEAF_KEY = keyPair('p256', 102);

export const ROOT = { cn: 'Loopback Root CA', key: ROOT_KEY };
const MIDDLE = { cn: 'Loopback Intermediate CA', key: MIDDLE_KEY };

export const root = makeCert(ROOT);
export const middle = makeCert({ ...MIDDLE, issuer: ROOT });

/** A CA that no store has unless it is put there: of a proxy that signs anew. */
export const PROXY_ROOT = { cn: 'Zscaler Root CA', key: keyPair('p256', 103) };
export const proxyRoot = makeCert(PROXY_ROOT);

export const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
export const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

export function names(
  dns: readonly string[],
  addresses: readonly (readonly number[])[] = [],
): forge.asn1.Asn1 {
  const items = [
    ...dns.map((name) => tagged(2, name)),
    ...addresses.map((bytes) => tagged(7, String.fromCharCode(...bytes))),
  ];
  return extension('2.5.29.17', toDer(sequence(...items)));
}

export function purposes(...oids: readonly string[]): forge.asn1.Asn1 {
  return extension('2.5.29.37', toDer(sequence(...oids.map(oidOf))));
}

/** Authority information access: where the certificate of the issuer is to be had. */
export function issuerAt(url: string): forge.asn1.Asn1 {
  const access = sequence(oidOf('1.3.6.1.5.5.7.48.2'), tagged(6, url));
  return extension('1.3.6.1.5.5.7.1.1', toDer(sequence(access)));
}

/** A server's own certificate; for localhost, by the intermediate CA, unless said otherwise. */
export function leaf(options: CertOptions = {}, dns: readonly string[] = ['localhost']): Buffer {
  return makeCert({
    cn: 'localhost',
    key: LEAF_KEY,
    issuer: MIDDLE,
    ca: false,
    ...options,
    extensions: [...(dns.length === 0 ? [] : [names(dns, [[127, 0, 0, 1]])]), ...(options.extensions ?? [])],
  });
}

export function chainOf(sent: readonly Buffer[], key = LEAF_KEY, top = root): Chain {
  return { sent, key, root: top };
}

export const pemOf = (ders: readonly Buffer[]) => ders.map((der) => pem(der)).join('');

/** What a server may send, by what is the matter with it. */
export const CHAINS: Readonly<Record<string, () => Chain>> = {
  good: () => chainOf([leaf(), middle]),
  'root sent too': () => chainOf([leaf(), middle, root]),
  'by the root itself': () => chainOf([leaf({ issuer: ROOT })]),
  'in a wrong order with a stranger': () => chainOf([leaf(), proxyRoot, middle]),
  'intermediate missing': () => chainOf([leaf({ extensions: [issuerAt('http://ca.example/middle.crt')] })]),
  'intermediate missing, not named': () => chainOf([leaf()]),
  'unknown issuer': () => chainOf([leaf({ issuer: PROXY_ROOT })], LEAF_KEY, root),
  'unknown issuer, root sent': () => chainOf([leaf({ issuer: PROXY_ROOT }), proxyRoot]),
  'signed by itself': () =>
    chainOf([makeCert({ cn: 'localhost', key: LEAF_KEY, ca: false, extensions: [names(['localhost'])] })]),
  expired: () => chainOf([leaf({ notAfter: '2026-01-01' }), middle]),
  'intermediate expired': () =>
    chainOf([leaf(), makeCert({ ...MIDDLE, issuer: ROOT, notAfter: '2026-01-01' })]),
  'not yet valid': () => chainOf([leaf({ notBefore: '2039-01-01' }), middle]),
  'another name': () => chainOf([leaf({}, ['vault.corp.example']), middle]),
  'common name alone': () => chainOf([leaf({}, []), middle]),
  'any name of the label': () => chainOf([leaf({}, ['*']), middle]),
  'for clients': () => chainOf([leaf({ extensions: [purposes(CLIENT_AUTH)] }), middle]),
  'for servers and clients': () =>
    chainOf([leaf({ extensions: [purposes(CLIENT_AUTH, SERVER_AUTH)] }), middle]),
  'intermediate for clients': () =>
    chainOf([leaf(), makeCert({ ...MIDDLE, issuer: ROOT, extensions: [purposes(CLIENT_AUTH)] })]),
  'intermediate is no CA': () => chainOf([leaf(), makeCert({ ...MIDDLE, issuer: ROOT, ca: false })]),
  'signed by SHA-1': () => chainOf([leaf({ hash: 'sha1' }), middle]),
  'signature altered': () => chainOf([leaf({ spoil: true }), middle]),
  'unknown critical extension': () =>
    chainOf([
      leaf({ extensions: [extension('1.3.6.1.4.1.99999.1', Buffer.from('0500', 'hex'), true)] }),
      middle,
    ]),
  'path too long': () => {
    const upper = { cn: 'Upper CA', key: keyPair('p256', 104) };
    // basicConstraints with a path length of 0: below it may be no other CA.
    const limited = makeCert({
      ...upper,
      issuer: ROOT,
      ca: null,
      extensions: [
        extension('2.5.29.19', Buffer.from('30060101ff020100', 'hex'), true),
        extension('2.5.29.15', Buffer.from('03020106', 'hex'), true),
      ],
    });
    return chainOf([leaf(), makeCert({ ...MIDDLE, issuer: upper }), limited]);
  },
};
