import forge from 'node-forge';
import {
  type CertOptions,
  constructed,
  extension,
  integer,
  keyPair,
  makePem,
  octets,
  oidOf,
  primitive,
  sequence,
  tagged,
  toDer,
  utf8,
} from '../../support/files/certs.ts';
import { bits, one, root, type StoreCase } from './stores.ts';

/** The same answer from several versions of Go. */
const inGo = (count: number, ...versions: readonly string[]) =>
  Object.fromEntries(versions.map((version) => [version, count]));

const [A, B] = [root(1), root(2)];
const withExtension = (oid: string, value: Buffer, critical = false) =>
  one(A + root(9, { extensions: [extension(oid, value, critical)] }) + B);
const withCert = (options: CertOptions) => one(A + root(9, options) + B);
const { Type } = forge.asn1;
const ia5 = (number: number, text: string) => tagged(number, text);
const san = (...names: forge.asn1.Asn1[]) => withExtension('2.5.29.17', toDer(sequence(...names)));
const constraints = (...items: forge.asn1.Asn1[]) =>
  withExtension('2.5.29.30', toDer(sequence(...items)), true);
const permitted = (item: forge.asn1.Asn1) => constraints(constructed(0, sequence(item)));

/** Plain files with certificates of all kinds, sound and broken. */
export const CERTIFICATE_STORES: Readonly<Record<string, StoreCase>> = {
  'all kinds of keys': one(
    (['rsa2048', 'rsa1024', 'p256', 'p384', 'p521', 'ed25519'] as const)
      .map((make) => makePem({ cn: make, key: keyPair(make) }))
      .join(''),
  ),
  'a DSA key': withCert({ key: keyPair('dsa') }),
  'a curve that Go does not know': withCert({ key: keyPair('secp256k1') }),
  'a point off its curve': {
    ...withCert({ spki: bits(spkiOf('p256'), 60) }),
    opensslDiffers: 'it is in the store, and verify fails for want of a key',
  },
  'an RSA key without NULL': withCert({ spki: rsaWithoutNull() }),
  'SHA-1': withCert({ key: keyPair('rsa2048'), hash: 'sha1' }),
  MD5: withCert({ key: keyPair('rsa2048'), hash: 'md5' }),
  'version 1': withCert({ version: 1 }),
  'version 2': withCert({ version: 2 }),
  'version 4': withCert({ version: 4 }),
  'no CA': withCert({ ca: false }),
  'no constraints': withCert({ ca: null }),
  expired: withCert({ notAfter: '2021-01-01' }),
  'not yet valid': withCert({ notBefore: '2039-01-01' }),
  'dates behind 2050': withCert({ notAfter: '2099-01-01' }),
  'dates before 1970': withCert({ notBefore: '1960-01-01' }),
  'a wrong signature': withCert({ spoil: true }),
  'an intermediate and its root': one(
    A + makePem({ cn: 'Sub', issuer: { cn: 'Root 1', key: keyPair('p256') } }),
  ),
  'a negative serial number': {
    ...withCert({ serial: [0x80, 1] }),
    goDiffers: inGo(3, '1.19', '1.21', '1.22'),
  },
  'a padded serial number': withCert({ serial: [0, 1, 2] }),
  'serial number zero': withCert({ serial: [0] }),
  'a serial number of 30 bytes': withCert({ serial: Array.from({ length: 30 }, (_, i) => i + 1) }),
  'a time without seconds': {
    ...withCert({ validity: validity('2001010000Z', '4001010000Z') }),
    opensslDiffers: 'OpenSSL 3.5 refuses it, 3.0 does not',
  },
  'a time with an offset': withCert({ validity: validity('200101000000+0100', '400101000000Z') }),
  'a time with the offset zero': withCert({ validity: validity('200101000000+0000', '400101000000Z') }),
  'the 30th of February': withCert({ validity: validity('200230000000Z', '400101000000Z') }),
  'the 29th of February': withCert({ validity: validity('200229000000Z', '400101000000Z') }),
  'the hour 24': withCert({ validity: validity('200101240000Z', '400101000000Z') }),
  'the second 60': withCert({ validity: validity('200101000060Z', '400101000000Z') }),

  // Names.
  'a name in UTF-8': withCert({ cn: 'Česká pošta — 根' }),
  'a name in broken UTF-8': withCert({ cnValue: primitive(Type.UTF8, 'a\xff') }),
  'a PrintableString': withCert({ cnValue: primitive(Type.PRINTABLESTRING, 'Root 9') }),
  'a PrintableString with * and &': withCert({ cnValue: primitive(Type.PRINTABLESTRING, '*A&B') }),
  'a PrintableString with @': withCert({ cnValue: primitive(Type.PRINTABLESTRING, 'a@b') }),
  'an IA5String': withCert({ cnValue: primitive(Type.IA5STRING, 'a@b') }),
  'an IA5String with an umlaut': withCert({ cnValue: primitive(Type.IA5STRING, 'a\xfc') }),
  'a T61String': withCert({ cnValue: primitive(20, 'a\xfc') }),
  'a BMPString': withCert({ cnValue: primitive(Type.BMPSTRING, '\0R\0o\0o\0t') }),
  'a BMPString of odd length': withCert({ cnValue: primitive(Type.BMPSTRING, '\0R\0') }),
  'a NumericString': withCert({ cnValue: primitive(18, '12 34') }),
  'a NumericString with a letter': withCert({ cnValue: primitive(18, '12a') }),
  'an empty name': withCert({ cnValue: utf8('') }),

  // Extensions.
  'an unknown extension': withExtension('1.2.3.4', Buffer.from('x')),
  'an unknown critical extension': withExtension('1.2.3.4', Buffer.from('x'), true),
  'an extension twice': withExtension('2.5.29.19', toDer(sequence())),
  'an unknown extension twice': one(
    A +
      root(9, {
        extensions: [extension('1.2.3.4', Buffer.from('x')), extension('1.2.3.4', Buffer.from('y'))],
      }) +
      B,
  ),
  'broken basic constraints': one(
    A + root(9, { ca: null, extensions: [extension('2.5.29.19', Buffer.from([4, 0]))] }) + B,
  ),
  'a negative path length': {
    ...one(
      A +
        root(9, {
          ca: null,
          extensions: [extension('2.5.29.19', toDer(sequence(trueValue(), integer([0xff]))))],
        }) +
        B,
    ),
    goDiffers: inGo(3, '1.19', '1.21', '1.22', '1.23', '1.24'),
  },
  'broken key usage': one(
    A + root(9, { ca: null, extensions: [extension('2.5.29.15', Buffer.from([3, 1, 1]))] }) + B,
  ),
  'a critical subject key identifier': {
    ...one(
      A +
        root(9, {
          keyIdentifiers: false,
          extensions: [extension('2.5.29.14', toDer(octets(Buffer.from('abc'))), true)],
        }) +
        B,
    ),
    goDiffers: inGo(3, '1.19', '1.21', '1.22'),
  },
  'a critical authority key identifier': {
    ...one(
      A +
        root(9, { keyIdentifiers: false, extensions: [extension('2.5.29.35', toDer(sequence()), true)] }) +
        B,
    ),
    goDiffers: inGo(3, '1.19', '1.21', '1.22'),
  },
  'extended key usage': withExtension('2.5.29.37', toDer(sequence(oidOf('1.3.6.1.5.5.7.3.1')))),
  'broken extended key usage': withExtension('2.5.29.37', toDer(sequence(utf8('x')))),
  'certificate policies': withExtension('2.5.29.32', toDer(sequence(sequence(oidOf('2.5.29.32.0'))))),
  'a policy twice': {
    ...withExtension('2.5.29.32', toDer(sequence(sequence(oidOf('1.2.3.4')), sequence(oidOf('1.2.3.4'))))),
    goDiffers: inGo(3, '1.19', '1.21', '1.22', '1.23'),
  },
  'CRL distribution points': withExtension(
    '2.5.29.31',
    toDer(sequence(sequence(constructed(0, constructed(0, ia5(6, 'http://crl.example/a')))))),
  ),
  'broken CRL distribution points': withExtension('2.5.29.31', toDer(sequence(utf8('x')))),
  'authority info access': withExtension(
    '1.3.6.1.5.5.7.1.1',
    toDer(sequence(sequence(oidOf('1.3.6.1.5.5.7.48.1'), ia5(6, 'http://ocsp.example')))),
  ),
  'critical authority info access': {
    ...withExtension('1.3.6.1.5.5.7.1.1', toDer(sequence()), true),
    goDiffers: inGo(3, '1.19', '1.21', '1.22'),
  },
  'alternative names': san(ia5(1, 'ca@corp.example'), ia5(2, 'ca.corp.example'), tagged(7, '\x7f\0\0\x01')),
  'an alternative name beyond ASCII': san(ia5(2, 'c\xe4.example')),
  'an address of five bytes': san(tagged(7, '12345')),
  'a URI': san(ia5(6, 'https://ca.corp.example/path?x=1#y')),
  'a URI with an empty label': san(ia5(6, 'https://ca..example/')),
  'a URI with a control character': san(ia5(6, 'https://ca.example/\x01')),
  'a URI with a broken escape': san(ia5(6, 'https://ca.example/%zz')),
  'a URN': san(ia5(6, 'urn:uuid:12345678')),
  'name constraints': permitted(ia5(2, '.corp.example')),
  'name constraints with a dot at the end': permitted(ia5(2, 'corp.example.')),
  'name constraints for mail': permitted(ia5(1, 'corp.example')),
  'name constraints for a network': permitted(tagged(7, '\x0a\0\0\0\xff\0\0\0')),
  'name constraints with a broken mask': permitted(tagged(7, '\x0a\0\0\0\xff\0\xff\0')),
  'empty name constraints': constraints(),
  'policy mappings': withExtension(
    '2.5.29.33',
    toDer(sequence(sequence(oidOf('1.2.3.4'), oidOf('1.2.3.5')))),
    true,
  ),
  'policy constraints': withExtension('2.5.29.36', toDer(sequence(tagged(0, '\0'))), true),
  'inhibit any policy': withExtension('2.5.29.54', toDer(integer([0])), true),
};

function validity(notBefore: string, notAfter: string): forge.asn1.Asn1 {
  return sequence(primitive(Type.UTCTIME, notBefore), primitive(Type.UTCTIME, notAfter));
}

function trueValue(): forge.asn1.Asn1 {
  return primitive(Type.BOOLEAN, '\xff');
}

function spkiOf(make: 'p256' | 'rsa2048'): Buffer {
  return keyPair(make).publicKey.export({ type: 'spki', format: 'der' });
}

function rsaWithoutNull(): Buffer {
  const spki = spkiOf('rsa2048');
  const key = forge.asn1.fromDer(forge.util.createBuffer(spki.toString('latin1'))).value;
  const bitString = Array.isArray(key) ? key[1] : undefined;
  if (bitString === undefined) throw new Error('no key');
  return toDer(sequence(sequence(oidOf('1.2.840.113549.1.1.1')), bitString));
}
