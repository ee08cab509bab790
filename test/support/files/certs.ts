import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import forge from 'node-forge';

const { asn1 } = forge;
const { Class, Type } = asn1;

/** Keys of the makes that a store may hold; generated when first asked for, never written anywhere. */
export type KeyMake =
  | 'rsa2048'
  | 'rsa1024'
  | 'p256'
  | 'p384'
  | 'p521'
  | 'secp256k1'
  | 'ed25519'
  | 'ed448'
  | 'rsa-pss'
  | 'rsa512'
  | 'dsa';

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const pairs = new Map<string, KeyPair>();

/** The same key for the same make and number, within one test run. */
export function keyPair(make: KeyMake, number = 0): KeyPair {
  const name = `${make} ${number}`;
  const pair = pairs.get(name) ?? generate(make);
  pairs.set(name, pair);
  return pair;
}

function generate(make: KeyMake): KeyPair {
  switch (make) {
    case 'rsa2048':
      return generateKeyPairSync('rsa', { modulusLength: 2048 });
    case 'rsa1024':
      return generateKeyPairSync('rsa', { modulusLength: 1024 });
    case 'rsa512':
      return generateKeyPairSync('rsa', { modulusLength: 512 });
    case 'rsa-pss':
      return generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
    case 'p256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' });
    case 'p384':
      return generateKeyPairSync('ec', { namedCurve: 'P-384' });
    case 'p521':
      return generateKeyPairSync('ec', { namedCurve: 'P-521' });
    case 'secp256k1':
      return generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    case 'ed25519':
      return generateKeyPairSync('ed25519');
    case 'ed448':
      return generateKeyPairSync('ed448');
    case 'dsa':
      return generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 });
  }
}

export interface CertOptions {
  /** Common name of the subject. */
  readonly cn?: string;
  /** Type and bytes of that name, where it is no UTF8String. */
  readonly cnValue?: forge.asn1.Asn1;
  readonly key?: KeyPair;
  /** Who signs; itself unless given. */
  readonly issuer?: { readonly cn: string; readonly key: KeyPair };
  readonly hash?: 'sha256' | 'sha384' | 'sha1' | 'md5';
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly version?: 1 | 2 | 3 | 4;
  /** basicConstraints; null leaves them out. */
  readonly ca?: boolean | null;
  readonly keyIdentifiers?: boolean;
  /** Bytes of the serial number. */
  readonly serial?: readonly number[];
  /** Extensions behind the usual ones. */
  readonly extensions?: readonly forge.asn1.Asn1[];
  /** Replaces the SubjectPublicKeyInfo. */
  readonly spki?: Buffer;
  /** Replaces the Validity. */
  readonly validity?: forge.asn1.Asn1;
  /** Bytes of the signature that are flipped. */
  readonly spoil?: boolean;
}

/** A certificate, DER. By default a sound CA of version 3 with a P-256 key, valid from 2020 to 2040. */
export function makeCert(options: CertOptions = {}): Buffer {
  const { cn = 'Test Root', key = keyPair('p256'), version = 3 } = options;
  const signer = options.issuer ?? { cn, key };
  const algorithm = signatureAlgorithm(signer.key.privateKey, options.hash ?? 'sha256');
  const ownName = name(options.cnValue ?? utf8(cn));
  const tbs = sequence(
    ...(version === 1 ? [] : [constructed(0, integer([version - 1]))]),
    integer(options.serial ?? [0x10, ...createHash('sha1').update(cn).digest().subarray(0, 6)]),
    parse(algorithm),
    options.issuer === undefined ? ownName : name(utf8(options.issuer.cn)),
    options.validity ??
      sequence(time(options.notBefore ?? '2020-01-01'), time(options.notAfter ?? '2040-01-01')),
    ownName,
    parse(options.spki ?? key.publicKey.export({ type: 'spki', format: 'der' })),
    ...(version >= 3 ? extensionsOf(options, key, signer.key) : []),
  );
  const tbsDer = toDer(tbs);
  const { privateKey } = signer.key;
  const hash = privateKey.asymmetricKeyType?.startsWith('ed') ? null : (options.hash ?? 'sha256');
  const isPss = privateKey.asymmetricKeyType === 'rsa-pss';
  const signature = sign(hash, tbsDer, isPss ? { key: privateKey, saltLength: 32 } : privateKey);
  if (options.spoil) signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
  return toDer(sequence(parse(tbsDer), parse(algorithm), bitString(signature)));
}

/** PEM, with lines of 64 characters. */
export function pem(der: Buffer, type = 'CERTIFICATE'): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${type}-----\n${lines.join('\n')}\n-----END ${type}-----\n`;
}

/** {@link makeCert} as PEM. */
export const makePem = (options: CertOptions = {}) => pem(makeCert(options));

/** An extension of a certificate. */
export function extension(oid: string, value: Buffer, critical = false): forge.asn1.Asn1 {
  const flag = critical ? [asn1.create(Class.UNIVERSAL, Type.BOOLEAN, false, '\xff')] : [];
  return sequence(oidOf(oid), ...flag, octets(value));
}

export const sequence = (...items: forge.asn1.Asn1[]) =>
  asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, items);
/** A primitive value of any universal type. */
export const primitive = (type: number, bytes: string) =>
  asn1.create(Class.UNIVERSAL, type as forge.asn1.Type, false, bytes);
export const oidOf = (oid: string) =>
  asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(oid).getBytes());
export const octets = (value: Buffer) =>
  asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, value.toString('latin1'));
export const utf8 = (text: string) => primitive(Type.UTF8, Buffer.from(text).toString('latin1'));
export const integer = (bytes: readonly number[]) => primitive(Type.INTEGER, String.fromCharCode(...bytes));
export const tagged = (number: number, bytes: string) =>
  asn1.create(Class.CONTEXT_SPECIFIC, number as forge.asn1.Type, false, bytes);
export const constructed = (number: number, ...items: forge.asn1.Asn1[]) =>
  asn1.create(Class.CONTEXT_SPECIFIC, number as forge.asn1.Type, true, items);
export const toDer = (item: forge.asn1.Asn1) => Buffer.from(asn1.toDer(item).getBytes(), 'latin1');

const parse = (der: Buffer) => asn1.fromDer(forge.util.createBuffer(der.toString('latin1')));
const bitString = (bytes: Buffer) => primitive(Type.BITSTRING, `\0${bytes.toString('latin1')}`);

function name(value: forge.asn1.Asn1): forge.asn1.Asn1 {
  const pair = (oid: string, text: forge.asn1.Asn1) =>
    asn1.create(Class.UNIVERSAL, Type.SET, true, [sequence(oidOf(oid), text)]);
  return sequence(pair('2.5.4.10', utf8('Probe Env Tests')), pair('2.5.4.3', value));
}

/** RFC 5280: UTCTime to 2049, GeneralizedTime behind. */
function time(day: string): forge.asn1.Asn1 {
  const digits = new Date(day).toISOString().replace(/[-:T]|\.\d+/g, '');
  return digits < '2050' ? primitive(Type.UTCTIME, digits.slice(2)) : primitive(Type.GENERALIZEDTIME, digits);
}

function extensionsOf(options: CertOptions, own: KeyPair, signer: KeyPair): forge.asn1.Asn1[] {
  const { ca = true, keyIdentifiers = true } = options;
  const items: forge.asn1.Asn1[] = [];
  if (ca !== null) {
    const flag = ca ? [asn1.create(Class.UNIVERSAL, Type.BOOLEAN, false, '\xff')] : [];
    items.push(extension('2.5.29.19', toDer(sequence(...flag)), true));
  }
  if (ca) items.push(extension('2.5.29.15', toDer(primitive(Type.BITSTRING, '\x01\x06')), true));
  if (keyIdentifiers) {
    items.push(extension('2.5.29.14', toDer(octets(keyIdentifier(own)))));
    const issuer = keyIdentifier(signer).toString('latin1');
    items.push(extension('2.5.29.35', toDer(sequence(tagged(0, issuer)))));
  }
  items.push(...(options.extensions ?? []));
  return items.length === 0 ? [] : [constructed(3, sequence(...items))];
}

const keyIdentifier = ({ publicKey }: KeyPair) =>
  createHash('sha1')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest();

const SIGNATURES: Readonly<Record<string, string>> = {
  'rsa sha256': '1.2.840.113549.1.1.11',
  'rsa sha384': '1.2.840.113549.1.1.12',
  'rsa sha1': '1.2.840.113549.1.1.5',
  'rsa md5': '1.2.840.113549.1.1.4',
  'ec sha256': '1.2.840.10045.4.3.2',
  'ec sha384': '1.2.840.10045.4.3.3',
  'ec sha1': '1.2.840.10045.4.1',
  'dsa sha256': '2.16.840.1.101.3.4.3.2',
};

/** RSASSA-PSS with SHA-256, MGF1 with SHA-256, and a salt of 32 bytes (RFC 4055, 3.1). */
const PSS_SHA256 = toDer(
  sequence(
    oidOf('1.2.840.113549.1.1.10'),
    sequence(
      constructed(0, sequence(oidOf('2.16.840.1.101.3.4.2.1'), primitive(Type.NULL, ''))),
      constructed(
        1,
        sequence(
          oidOf('1.2.840.113549.1.1.8'),
          sequence(oidOf('2.16.840.1.101.3.4.2.1'), primitive(Type.NULL, '')),
        ),
      ),
      constructed(2, integer([32])),
    ),
  ),
);

function signatureAlgorithm({ asymmetricKeyType }: KeyObject, hash: string): Buffer {
  if (asymmetricKeyType === 'ed25519') return toDer(sequence(oidOf('1.3.101.112')));
  if (asymmetricKeyType === 'ed448') return toDer(sequence(oidOf('1.3.101.113')));
  if (asymmetricKeyType === 'rsa-pss') return PSS_SHA256;
  const oid = SIGNATURES[`${asymmetricKeyType} ${hash}`];
  if (oid === undefined) throw new Error(`no signature of ${asymmetricKeyType} with ${hash}`);
  const parameters = asymmetricKeyType === 'rsa' ? [primitive(Type.NULL, '')] : [];
  return toDer(sequence(oidOf(oid), ...parameters));
}
