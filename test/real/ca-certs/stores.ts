import type { KeyObject } from 'node:crypto';
import forge from 'node-forge';
import {
  type CertOptions,
  constructed,
  extension,
  integer,
  keyPair,
  makeCert,
  makePem,
  octets,
  oidOf,
  pem,
  primitive,
  sequence,
  tagged,
  toDer,
  utf8,
} from '../../support/certs.ts';

/** A file of a store: its bytes, or where it links to. */
export type StoreFile = string | Buffer | { readonly link: string } | { readonly directory: true };

/** A trust store under a directory of its own, and the variables that lead to it. `@` stands for that directory. */
export interface StoreCase {
  readonly files: Readonly<Record<string, StoreFile>>;
  /** Default: SSL_CERT_FILE is `@/ca.pem`, SSL_CERT_DIR an empty directory. */
  readonly env?: Readonly<Record<string, string>>;
  /** Directory in which `openssl rehash` makes hash links. */
  readonly rehash?: string;
  /** What these versions of Go make of it, where they differ from the newest. */
  readonly goDiffers?: Readonly<Record<string, number>>;
  /** Why versions of OpenSSL cannot be held against each other here, or the command says nothing. */
  readonly opensslDiffers?: string;
}

/** The same answer from several versions of Go. */
const inGo = (count: number, ...versions: readonly string[]) =>
  Object.fromEntries(versions.map((version) => [version, count]));

const root = (n: number, more: CertOptions = {}) => makePem({ cn: `Root ${n}`, ...more });
const der = (n: number, more: CertOptions = {}) => makeCert({ cn: `Root ${n}`, ...more });
const [A, B, C] = [root(1), root(2), root(3)];
const body = (text: string) => text.split('\n').slice(1, -2).join('\n');
const one = (text: string | Buffer): StoreCase => ({ files: { 'ca.pem': text } });
const key = (object: KeyObject, type: 'pkcs8' | 'sec1') => object.export({ type, format: 'pem' }).toString();
const withExtension = (oid: string, value: Buffer, critical = false) =>
  one(A + root(9, { extensions: [extension(oid, value, critical)] }) + B);
const withCert = (options: CertOptions) => one(A + root(9, options) + B);
const { Type } = forge.asn1;
const ia5 = (number: number, text: string) => tagged(number, text);
const san = (...names: forge.asn1.Asn1[]) => withExtension('2.5.29.17', toDer(sequence(...names)));
const constraints = (...items: forge.asn1.Asn1[]) =>
  withExtension('2.5.29.30', toDer(sequence(...items)), true);
const permitted = (item: forge.asn1.Asn1) => constraints(constructed(0, sequence(item)));

/** A certificate with bytes behind the last field of its outermost sequence. */
function withTail(bytes: Buffer): Buffer {
  const longer = Buffer.concat([bytes, Buffer.from([5, 0])]);
  longer.writeUInt16BE(bytes.readUInt16BE(2) + 2, 2);
  return longer;
}

const bits = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
};

/** PEM as other tools write it: lines of another length. */
const lines = (bytes: Buffer, size: number, end = '\n') =>
  `-----BEGIN CERTIFICATE-----${end}${(bytes.toString('base64').match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(end)}${end}-----END CERTIFICATE-----${end}`;

/** Files whose text is more or less PEM. */
export const PEM_STORES: Readonly<Record<string, StoreCase>> = {
  // Plain files.
  'three roots': one(A + B + C),
  'the same root twice': one(A + B + A),
  'the same root in other line lengths': one(A + lines(der(1), 48) + B),
  'comments between': one(`# one\n${A}\n\nsome: text\n${B}# end`),
  'a long comment line': one(`${A}# ${'x'.repeat(600)}\n${B}`),
  'a long line without an end before BEGIN': one(`${A}${'x'.repeat(254)}${B}`),
  'no newline at the end': one((A + B).trimEnd()),
  'blank file': one('\n\n'),
  'empty file': one(''),
  'text alone': one('no certificates here\n'),
  CRLF: one((A + B).replaceAll('\n', '\r\n')),
  'CR alone': one((A + B).replaceAll('\n', '\r')),
  'blanks at line ends': one((A + B).replaceAll('\n', '  \n')),
  'tabs at line ends': one((A + B).replaceAll('\n', '\t\n')),
  'a byte order mark': one(`\ufeff${A}${B}`),
  'a byte order mark in the middle': one(`${A}\ufeff${B}${C}`),
  'a byte order mark and a comment': one(`\ufeff# roots\n${A}${B}`),
  'UTF-16': one(Buffer.from(`\ufeff${A}`, 'utf16le')),
  'a NUL in a comment': one(`${A}# a\0b\n${B}`),
  'a NUL at a line start': one(`${A}\0\n${B}`),
  'a NUL inside a block': one(A + B.replace('\nM', '\n\0M') + C),
  'bytes from 0x80 behind a line': one(
    Buffer.from(A.replace('BEGIN CERTIFICATE-----', 'BEGIN CERTIFICATE-----\xff') + B, 'latin1'),
  ),

  // Line lengths and white space within the base64.
  'lines of 76': one(lines(der(1), 76) + B),
  'lines of 48': one(lines(der(1), 48) + B),
  'one line of base64': one(lines(der(1), 5000) + B),
  'lines of 250': one(lines(der(1), 250) + B),
  'lines of 300': one(lines(der(1), 300) + B),
  'a blank line behind BEGIN': one(A.replace('-----\n', '-----\n\n') + B),
  'a blank line behind BEGIN and lines of 76': one(lines(der(1), 76).replace('-----\n', '-----\n\n') + B),
  'two blank lines behind BEGIN': one(A.replace('-----\n', '-----\n\n\n') + B),
  'a blank line in the middle': one(A.replace(/\n([^\n]+)\n-----END/, '\n\n$1\n-----END') + B),
  'a blank line before END': one(A.replace('\n-----END', '\n\n-----END') + B),
  'blanks within the base64': one(A.replace('\nM', '\nM ') + B),
  'indented base64': one(A.replace(/\n(?=[^-])/g, '\n  ') + B),
  'a short line in the middle': one(A.replace(/\n(.{20})/, '\n$1\n') + B),

  // Boundaries.
  'END and BEGIN glued': one(A.trimEnd() + B + C),
  'END and BEGIN glued with a blank': one(`${A.trimEnd()} ${B}${C}`),
  'END glued to the base64': one(A.replace('\n-----END', '-----END') + B),
  'BEGIN glued to the base64': one(A.replace('CERTIFICATE-----\n', 'CERTIFICATE-----') + B),
  'indented BEGIN': one(A.replace(/^/gm, '  ') + B),
  'indented END': one(A.replace('-----END', ' -----END') + B),
  'no END at the file end': one(A + B.replace(/-----END.*/s, '')),
  'no END before another BEGIN': one(A.replace(/-----END.*/s, '') + B + C),
  'no BEGIN': one(A.replace(/.*-----BEGIN[^\n]*\n/, '') + B),
  'an END too many': one(`${A}-----END CERTIFICATE-----\n${B}`),
  'END of another type': one(A.replace('END CERTIFICATE', 'END X509 CERTIFICATE') + B),
  'text behind END': one(`${A.trimEnd()} # root\n${B}`),
  'four dashes': one(A.replaceAll('-----', '----') + B),
  'six dashes': one(A.replace('-----BEGIN', '------BEGIN') + B),
  'lower case': one(A.replace('BEGIN CERTIFICATE', 'begin certificate') + B),
  'on one line with \\n': one(A.replaceAll('\n', '\\n')),
  'nothing between BEGIN and END': one(`${A}-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n${B}`),

  // Base64 and DER.
  'a wrong character': one(A + B.replace('\nM', '\n*') + C),
  'the URL alphabet': one(A + B.replace(/\n.{4}/, '\n_-_-') + C),
  'a dash in the base64': one(A + B.replace(/\n(.{8})./, '\n$1-') + C),
  'padding in the middle': one(A + B.replace(/\n(.{8})../, '\n$1==') + C),
  'one character lost': one(A + B.replace(/\n(.{8})./, '\n$1') + C),
  'cut short in the middle': one(A + pem(der(2).subarray(0, 200)) + C),
  'cut short at the head': one(`${body(A).slice(100)}\n-----END CERTIFICATE-----\n${B}`),
  'bytes behind the certificate': one(A + pem(Buffer.concat([der(2), Buffer.from([0])])) + C),
  'a field behind the signature': one(A + pem(withTail(der(2))) + C),
  'the wrong outer tag': one(A + pem(bits(der(2), 0)) + C),
  'a broken length': one(A + pem(bits(der(2), 3)) + C),
  'text in base64': one(A + pem(Buffer.from('hello world, this is no certificate')) + C),

  // Other types of blocks.
  'TRUSTED CERTIFICATE': one(A + pem(der(2), 'TRUSTED CERTIFICATE') + C),
  'X509 CERTIFICATE': one(A + pem(der(2), 'X509 CERTIFICATE') + C),
  'a header': one(A + B.replace('-----\n', '-----\nProc-Type: 4,CLEAR\n\n') + C),
  'a header without a blank line': one(A + B.replace('-----\n', '-----\nName: x\n') + C),
  'a key of PKCS 8': one(A + key(keyPair('p256').privateKey, 'pkcs8') + B),
  'a key of SEC 1': one(A + key(keyPair('p256').privateKey, 'sec1') + B),
  'a broken key': one(A + pem(Buffer.from('no key'), 'PRIVATE KEY') + B),
  'a key of unknown make': one(A + pem(Buffer.from('openssh-key-v1'), 'OPENSSH PRIVATE KEY') + B),
  'an unknown type': one(A + pem(Buffer.from('whatever'), 'SOMETHING ELSE') + B),
  'a request': one(A + pem(Buffer.from('whatever'), 'CERTIFICATE REQUEST') + B),
  binary: one(der(1)),
  'PEM in base64': one(Buffer.from(Buffer.from(A).toString('base64'))),
};

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
