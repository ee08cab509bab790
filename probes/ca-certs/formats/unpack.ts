import { elementSize } from '../x509/openssl-accepts.ts';
import { parse } from './der/asn1.ts';
import { certificatesOfPkcs7, isPkcs7 } from './der/pkcs7.ts';
import { type UnpackOptions, unpackDer } from './der/unpack-der.ts';
import { type Format, nothing, type Unpacked } from './format.ts';
import { readJavaKeystore } from './java-keystore.ts';
import { laxBlocks } from './pem-blocks.ts';
import { otherLineEnds, sniff, withLineEnds } from './sniff.ts';

export type { UnpackOptions } from './der/unpack-der.ts';

/** Bytes that a compressed file may become: what no loader would read is not unpacked. */
const MAX_UNPACKED_BYTES = 16 * 1024 * 1024;

/** What is in what is in it: base64 of a compressed file, and no further. */
const MAX_DEPTH = 2;

/**
 * What a file is, whatever its name, and the certificates that are in it. Never throws; time and memory grow with
 * the size of the file, of which the host reads 16 MiB at most. Never says anything of a password.
 */
export async function unpack(bytes: Buffer, options: UnpackOptions, depth = 0): Promise<Unpacked> {
  if (bytes[0] === 0x30) {
    const binary = await unpackDer(bytes, options);
    if (binary !== null) return binary;
  }
  const text = bytes.toString('latin1');
  const ends = otherLineEnds(text);
  if (ends !== null) {
    const lines = await unpack(Buffer.from(withLineEnds(text), 'latin1'), options, depth + 1);
    return { ...lines, format: ends, inner: lines.format, places: [] };
  }
  const blocks = fromBlocks(text);
  if (blocks !== null) return blocks.format === 'request' ? withSubject(blocks, text, options) : blocks;
  const { format, detail } = sniff(bytes, text);
  if (format === 'jks' || format === 'jceks') return readJavaKeystore(bytes, format);
  const inner = depth < MAX_DEPTH ? await innerBytes(format, bytes, text) : null;
  if (inner === null) return nothing(format, { detail });
  const found = await unpack(inner, options, depth + 1);
  if (format === 'base64' && !isBase64(text, found.format)) return nothing('unknown', { detail: null });
  return { ...found, format, inner: found.format, places: [] };
}

/** Base64 of the shortest certificate has about so many characters. */
const SHORTEST = 300;

/** Any short word reads as base64: it is some where something comes out of it, or a certificate that is damaged went in. */
function isBase64(text: string, inner: Format): boolean {
  const isKnown = inner !== 'unknown' && inner !== 'blank';
  return isKnown || (text.length >= SHORTEST && text.trimStart().startsWith('MI'));
}

/** What is written otherwise, or compressed, as it was before; null for any other format, and where it is broken. */
async function innerBytes(format: Format, bytes: Buffer, text: string): Promise<Buffer | null> {
  if (format === 'base64') return Buffer.from(text, 'base64');
  if (format === 'utf-16') return fromUtf16(bytes);
  if (format !== 'gzip') return null;
  const { gunzipSync } = await import('node:zlib');
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch {
    return null;
  }
}

function fromUtf16(bytes: Buffer): Buffer {
  const even = bytes.subarray(0, bytes.length & ~1);
  const big = even[0] === 0xfe || even[0] === 0;
  const text = (big ? Buffer.from(even).swap16() : even).toString('utf16le');
  return Buffer.from(text.replace(/^\ufeff/, ''), 'utf8');
}

/** A file with PEM blocks, and which kind of them counts; null where there is none. */
function fromBlocks(text: string): Unpacked | null {
  const certificates: Buffer[] = [];
  const labels: string[] = [];
  let signed: Unpacked | null = null;
  let damaged = false;
  for (const { label, der } of laxBlocks(text)) {
    labels.push(label);
    const pkcs7 = /^(?:PKCS7|PKCS #7 SIGNED DATA|CMS)$/.test(label);
    if (!pkcs7 && !/^(?:X509 |TRUSTED )?CERTIFICATE$/.test(label)) continue;
    const file = der === null || (!pkcs7 && !isContentInfo(der)) ? null : parse(der);
    // Windows writes CERTIFICATE above PKCS #7 too.
    if (file !== null && isPkcs7(file)) {
      const inside = certificatesOfPkcs7(file);
      signed = nothing('pkcs7-pem', inside === null ? { lock: 'damaged' } : { certificates: inside });
    } else if (pkcs7) signed = nothing('pkcs7-pem', { lock: 'damaged' });
    else {
      // Behind a TRUSTED certificate stands what it is trusted for.
      const size = der === null ? null : elementSize(der);
      if (der === null || size === null) damaged = true;
      else certificates.push(der.subarray(0, size));
    }
  }
  if (labels.length === 0) return null;
  const privateKeys = labels.filter((label) => label.includes('PRIVATE KEY')).length;
  if (certificates.length > 0 || (damaged && signed === null)) {
    return nothing('pem', { certificates, privateKeys, lock: damaged ? 'damaged' : null });
  }
  if (signed !== null) return { ...signed, privateKeys };
  const [format, detail] = formatOf(labels);
  return nothing(format, { privateKeys, detail });
}

/** Of a request the subject can be told. */
async function withSubject(found: Unpacked, text: string, options: UnpackOptions): Promise<Unpacked> {
  for (const { label, der } of laxBlocks(text)) {
    if (der === null || !label.endsWith('REQUEST')) continue;
    return { ...found, detail: (await unpackDer(der, options))?.detail ?? null };
  }
  return found;
}

/** Begins with an object identifier, as a certificate never does. */
function isContentInfo(der: Buffer): boolean {
  const head = 2 + ((der[1] ?? 0) > 0x80 ? (der[1] as number) & 0x7f : 0);
  return der[head] === 0x06;
}

const BY_LABEL: readonly (readonly [RegExp, Format])[] = [
  [/^(?:NEW )?CERTIFICATE REQUEST$/, 'request'],
  [/^OPENSSH PRIVATE KEY$/, 'openssh-private-key'],
  [/PRIVATE KEY$/, 'private-key'],
  [/^X509 CRL$/, 'crl'],
  [/^PGP /, 'pgp'],
  [/PUBLIC KEY$/, 'public-key'],
];

function formatOf(labels: readonly string[]): readonly [Format, string | null] {
  for (const [pattern, format] of BY_LABEL)
    if (labels.some((label) => pattern.test(label))) return [format, null];
  return ['other-pem', labels[0] ?? null];
}
