import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/**
 * A PEM bundle of `count` different self-signed roots, three RSA to one ECDSA as in a stock bundle. Keys
 * are shared, names and serial numbers are not: making 10 000 RSA keys would take minutes.
 */
export function caBundle(count: number): string {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const pem: string[] = [];
  for (let i = 0; i < count; i++) pem.push(certificate(i, i % 4 === 3 ? ec : rsa));
  return pem.join('');
}

/** What a company brings along: its root, and the CA that issues below it. */
export function ownCas(): readonly [string, string] {
  const [root, below] = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
  if (root === undefined || below === undefined) throw new Error('no keys');
  return [certificate(0, root), certificate(1, below, { number: 0, key: root })];
}

const SHA256_RSA = der(0x30, oid('2a864886f70d01010b'), der(0x05));
const SHA256_ECDSA = der(0x30, oid('2a8648ce3d040302'));
/** basicConstraints critical CA:TRUE; keyUsage critical keyCertSign, cRLSign. */
const EXTENSIONS = der(
  0xa3,
  der(
    0x30,
    der(0x30, oid('551d13'), der(0x01, hex('ff')), der(0x04, hex('30030101ff'))),
    der(0x30, oid('551d0f'), der(0x01, hex('ff')), der(0x04, hex('03020106'))),
  ),
);

/** RFC 5280, section 4.1. */
function certificate(number: number, key: KeyObject, issuer = { number, key }): string {
  const algorithm = issuer.key.asymmetricKeyType === 'ec' ? SHA256_ECDSA : SHA256_RSA;
  const name = distinguishedName(`Benchmark Root ${number}`);
  const issuerName = distinguishedName(`Benchmark Root ${issuer.number}`);
  const serial = Buffer.alloc(8);
  serial.writeUInt32BE(0x40000000, 0);
  serial.writeUInt32BE(number, 4);
  const validity = der(
    0x30,
    der(0x17, Buffer.from('200101000000Z')),
    der(0x17, Buffer.from('400101000000Z')),
  );
  const version = der(0xa0, der(0x02, hex('02')));
  const tbs = der(
    0x30,
    version,
    der(0x02, serial),
    algorithm,
    issuerName,
    validity,
    name,
    publicKey(key),
    EXTENSIONS,
  );
  const signature = der(0x03, hex('00'), sign('sha256', tbs, issuer.key));
  const text = der(0x30, tbs, algorithm, signature).toString('base64');
  // No empty line before the end, where the last one is full: OpenSSL reads no further.
  const lines = text.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

const publicKeys = new Map<KeyObject, Buffer>();

function publicKey(key: KeyObject): Buffer {
  const known = publicKeys.get(key) ?? createPublicKey(key).export({ format: 'der', type: 'spki' });
  publicKeys.set(key, known);
  return known;
}

function distinguishedName(commonName: string): Buffer {
  const attribute = der(0x30, oid('550403'), der(0x0c, Buffer.from(commonName)));
  return der(0x30, der(0x31, attribute));
}

function oid(content: string): Buffer {
  return der(0x06, hex(content));
}

function hex(digits: string): Buffer {
  return Buffer.from(digits, 'hex');
}

/** Tag, length, value (X.690, 8.1). */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const value = Buffer.concat(content);
  const { length } = value;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), value]);
  const head = length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), value]);
}
