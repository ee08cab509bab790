import type { Entry } from '../certificates/entry.ts';
import type { Pool } from '../certificates/pool.ts';
import { elementSize } from '../x509/openssl-accepts.ts';
import { decodeBase64 } from './go-pem.ts';
import type { Defect, PemReading } from './reading.ts';

const BOM = '\xef\xbb\xbf';
const BEGIN = '-----BEGIN CERTIFICATE-----';

/** More defects of one file help nobody, and naming each takes time. */
const MAX_NAMED = 100;

/** Names what is wrong with a file: one cause for each certificate that is lost; nothing when time is up. */
export async function findDefects(
  text: string,
  pool: Pool,
  reading: Omit<PemReading, 'defects'>,
  keepGoing: () => boolean,
): Promise<readonly Defect[]> {
  const bytes = Buffer.from(text, 'latin1');
  const defects: Defect[] = [];
  const lineOf = lineCounter(text);
  const glued = gluedAt(text);
  for (const at of glued.slice(0, MAX_NAMED)) defects.push({ kind: 'glued', line: lineOf(at) });
  const blocks: LooseBlock[] = [];
  for (const block of looseBlocks(text, pool)) {
    if (!keepGoing()) return [];
    blocks.push(block);
  }
  const taken = new Set(reading.go);
  const hidden = text.startsWith(BOM) && !taken.has(blocks[0]?.entry as Entry) ? blocks[0] : undefined;
  if (text.startsWith(BOM) && hidden?.entry?.inGo && text.startsWith(BEGIN, BOM.length)) {
    defects.push({ kind: 'bom', hidden: hidden.entry });
  }
  for (const [i, block] of blocks.entries()) {
    if (block.entry !== null && taken.has(block.entry)) continue;
    if (defects.length >= MAX_NAMED) break;
    // A block beside a glued boundary, and one behind a byte order mark, are lost for that reason.
    const explained =
      isBeside(glued, block.start, block.end) || (i === 0 && defects.some((d) => d.kind === 'bom'));
    if (explained) continue;
    const reason = block.entry === null ? block.reason : (block.entry.reading.refusal ?? block.reason);
    const detail = block.der === null ? '' : await asn1Complaint(block.der);
    defects.push({
      kind: 'unparsable',
      index: i + 1,
      line: lineOf(block.start),
      reason: detail === '' ? reason : `${reason} (${detail})`,
    });
  }
  const trusted = [...text.matchAll(/^-----BEGIN (?:TRUSTED|X509) CERTIFICATE-----/gm)];
  const [first] = trusted;
  if (first !== undefined) {
    defects.push({ kind: 'trusted', line: lineOf(first.index), count: trusted.length });
  }
  const key = /^-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/m.exec(text);
  if (key !== null) defects.push({ kind: 'private-key', line: lineOf(key.index) });
  const none = blocks.every(({ entry }) => entry === null) && trusted.length === 0;
  if (!none && (reading.go.length > 0 || text.includes('\n'))) return defects;
  const { otherFormat } = await import('../formats/other-format.ts');
  const other = await otherFormat(bytes, pool, blocks.length === 0, keepGoing);
  return other === null ? defects : [other];
}

interface LooseBlock {
  readonly start: number;
  readonly end: number;
  readonly entry: Entry | null;
  /** Set where the base64 could be decoded and the bytes are no certificate. */
  readonly der: Buffer | null;
  readonly reason: string;
}

/** Everything that was meant as a certificate: from each BEGIN to its END, the next BEGIN or the end. */
function* looseBlocks(text: string, pool: Pool): Generator<LooseBlock> {
  let end = text.indexOf('-----END');
  for (let start = text.indexOf(BEGIN); start >= 0; ) {
    const body = start + BEGIN.length;
    const next = text.indexOf('-----BEGIN ', body);
    const limit = next < 0 ? text.length : next;
    if (end >= 0 && end < body) end = text.indexOf('-----END', body);
    const closed = end >= 0 && end < limit;
    yield looseBlock(text, start, closed ? end : limit, closed, pool);
    start = text.indexOf(BEGIN, body);
  }
}

function looseBlock(text: string, start: number, end: number, closed: boolean, pool: Pool): LooseBlock {
  const content = text.slice(start + BEGIN.length, end);
  const fail = (reason: string, der: Buffer | null = null) => ({ start, end, entry: null, der, reason });
  if (!closed) return fail('no END line');
  if (/^-----END (?!CERTIFICATE-----)/.test(text.slice(end))) return fail('END does not match BEGIN');
  if (/^[^\r\n]*[A-Za-z0-9]/.test(content)) {
    return fail(content.includes('\\n') ? 'line ends are written as \\n' : 'all on one line');
  }
  if (content.includes(':')) return fail('there are header lines before the base64');
  const der = decodeBase64(content);
  if (der === null) return fail('broken base64');
  if (der.length === 0) return fail('nothing between BEGIN and END');
  const size = elementSize(der);
  if (size === null) return fail('the certificate is cut short', der);
  const entry = pool.ofDer(der);
  const reason = !content.includes('\n')
    ? 'its lines end with CR alone'
    : /^[ \t]/.test(text.slice(lineStart(text, start), start))
      ? 'BEGIN is indented'
      : 'BEGIN or END is not alone on its line';
  if (!entry.inGo) return { start, end, entry: null, der, reason: entry.reading.refusal ?? reason };
  return { start, end, entry, der: null, reason };
}

/** Where the line of an offset begins, or, where that is far away, somewhere before it. */
function lineStart(text: string, at: number): number {
  const from = Math.max(0, at - 200);
  return from + text.slice(from, at).lastIndexOf('\n') + 1;
}

/** What node-forge says of bytes that are no DER at all; empty where they are. */
async function asn1Complaint(der: Buffer): Promise<string> {
  const { default: asn1 } = await import('node-forge/lib/asn1.js');
  const { default: util } = await import('node-forge/lib/util.js');
  try {
    asn1.fromDer(util.createBuffer(der.toString('latin1')));
    return '';
  } catch (error) {
    const { message, available, requested } = error as Error & { available?: number; requested?: number };
    const numbers = requested === undefined ? '' : `: ${requested} wanted, ${available} there`;
    return `${message.replace(/\.$/, '').toLowerCase()}${numbers}`;
  }
}

/** Offsets of END lines to which the next BEGIN is glued. */
function gluedAt(text: string): readonly number[] {
  return [...text.matchAll(/-----END [A-Z0-9 ]+-----[ \t]*-----BEGIN /g)].map((match) => match.index);
}

/** Lines by offset; goes on from the last one, so that a row of ascending offsets takes one pass. */
function lineCounter(text: string): (at: number) => number {
  let line = 1;
  let newline = text.indexOf('\n');
  let last = 0;
  return (at) => {
    if (at < last) {
      line = 1;
      newline = text.indexOf('\n');
    }
    last = at;
    for (; newline >= 0 && newline < at; newline = text.indexOf('\n', newline + 1)) line++;
    return line;
  };
}

/** Whether one of the ascending offsets is in the block, or in the line before it. */
function isBeside(offsets: readonly number[], start: number, end: number): boolean {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] as number) < start - 65) low = middle + 1;
    else high = middle;
  }
  return (offsets[low] ?? Number.POSITIVE_INFINITY) <= end;
}
