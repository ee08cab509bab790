import { createPrivateKey } from 'node:crypto';
import type { Entry } from '../certificates/entry.ts';
import type { Pool } from '../certificates/pool.ts';
import { accepts, elementSize } from '../x509/openssl-accepts.ts';
import { findDefects } from './defects.ts';
import { goBlocks } from './go-pem.ts';
import { type OpensslBlock, opensslBlocks } from './openssl-pem.ts';
import type { PemReading } from './reading.ts';

/**
 * What each loader makes of a file that is not as plain as pem.ts wants it; `text` is the file as latin1.
 * `keepGoing` is asked for every block; when it says no, what was read so far is returned.
 */
export async function readIrregularPem(
  text: string,
  pool: Pool,
  keepGoing: () => boolean,
): Promise<PemReading> {
  const go: Entry[] = [];
  for (const { type, der, headers } of whileGoing(goBlocks(text), keepGoing)) {
    if (type !== 'CERTIFICATE' || headers) continue;
    const entry = pool.ofDer(der);
    if (entry.inGo) go.push(entry);
  }
  const blocks = () => whileGoing(opensslBlocks(text, keepGoing), keepGoing);
  const opensslFile = loadFile(blocks(), pool);
  const opensslLookup = loadUntilError(blocks(), pool, [...NODE_TYPES, TRUSTED]);
  const node = loadUntilError(blocks(), pool, NODE_TYPES);
  const partly = { go, opensslFile, opensslLookup, node };
  return { ...partly, defects: keepGoing() ? await findDefects(text, pool, partly, keepGoing) : [] };
}

function* whileGoing<T>(items: Iterable<T>, keepGoing: () => boolean): Generator<T> {
  for (const item of items) {
    if (!keepGoing()) return;
    yield item;
  }
}

const TRUSTED = 'TRUSTED CERTIFICATE';
const NODE_TYPES = ['CERTIFICATE', 'X509 CERTIFICATE'];

/** X509_load_cert_crl_file: all or nothing (PEM_X509_INFO_read_bio, crypto/pem/pem_info.c). */
function loadFile(blocks: Iterable<OpensslBlock>, pool: Pool): readonly Entry[] | null {
  const entries: Entry[] = [];
  for (const block of blocks) {
    if (block.error !== undefined) return null;
    const { type, der, headers } = block;
    if (NODE_TYPES.includes(type) || type === TRUSTED) {
      const entry = headers ? null : certificateOf(der, type, pool);
      if (entry === null) return null;
      entries.push(entry);
    } else if (type === 'X509 CRL') {
      if (headers) return null;
    } else if (type.includes('PRIVATE KEY') && !headers && !isPrivateKey(der, type)) {
      return null;
    }
  }
  return entries;
}

/** PEM_read_bio_X509 and its like, called until it fails: blocks of other types are passed over. */
function loadUntilError(
  blocks: Iterable<OpensslBlock>,
  pool: Pool,
  types: readonly string[],
): readonly Entry[] {
  const entries: Entry[] = [];
  for (const block of blocks) {
    if (block.error !== undefined) break;
    if (!types.includes(block.type)) continue;
    const entry = block.headers ? null : certificateOf(block.der, block.type, pool);
    if (entry === null) break;
    entries.push(entry);
  }
  return entries;
}

/** The certificate that OpenSSL reads from the start of these bytes; what is behind it is overlooked. */
function certificateOf(der: Buffer, type: string, pool: Pool): Entry | null {
  const size = elementSize(der);
  if (size === null || (size < der.length && type !== TRUSTED && !accepts(der.subarray(0, size))))
    return null;
  const entry = pool.ofDer(size === der.length ? der : Buffer.from(der.subarray(0, size)));
  return entry.regular || accepts(entry.der) ? entry : null;
}

const KEY_FORMATS: Readonly<Record<string, 'pkcs1' | 'sec1' | 'pkcs8'>> = {
  'RSA PRIVATE KEY': 'pkcs1',
  'EC PRIVATE KEY': 'sec1',
  'PRIVATE KEY': 'pkcs8',
};

/** A key that OpenSSL cannot read spoils the whole file; an encrypted one is left alone. */
function isPrivateKey(der: Buffer, type: string): boolean {
  if (type === 'ENCRYPTED PRIVATE KEY') return true;
  const format = KEY_FORMATS[type];
  if (format === undefined) return false;
  try {
    createPrivateKey({ key: der, format: 'der', type: format });
    return true;
  } catch {
    return false;
  }
}
