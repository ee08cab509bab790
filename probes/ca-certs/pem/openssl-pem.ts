import { decodeBase64, type PemBlock } from './go-pem.ts';

/** A block, or why OpenSSL stops reading the file here. */
export type OpensslBlock = (PemBlock & { readonly error?: undefined }) | { readonly error: string };

/** fgets with a buffer of 255 bytes. */
const LINE_SIZE = 254;

/**
 * The blocks that OpenSSL finds in a file: PEM_read_bio (crypto/pem/pem_lib.c, OpenSSL 3) called until
 * it fails. `text` is the file as latin1. An error ends the file; what it means for the blocks before
 * it is the caller's decision, and differs.
 */
export function* opensslBlocks(text: string, keepGoing: () => boolean = () => true): Generator<OpensslBlock> {
  // Megabytes of lines that are no PEM need not be looked at one by one.
  if (!text.includes('-----BEGIN ')) return;
  const lines = readLines(text, keepGoing);
  for (;;) {
    const type = findBegin(lines);
    if (type === null) return;
    const block = readBody(lines, type);
    yield block;
    if (block.error !== undefined) return;
  }
}

/** Lines as C strings: cut at 254 bytes, and at a NUL byte, behind which the rest of the line is lost. */
function* readLines(text: string, keepGoing: () => boolean): Generator<string, null> {
  let count = 0;
  // Of a long line the end is looked for once, not for every piece of it.
  let lineEnd = 0;
  for (let at = 0; at < text.length; ) {
    if ((++count & 1023) === 0 && !keepGoing()) return null;
    if (lineEnd <= at) lineEnd = text.indexOf('\n', at) + 1 || text.length;
    const end = Math.min(lineEnd, at + LINE_SIZE);
    const content = text.slice(at, end);
    const nul = content.indexOf('\0');
    const line = nul < 0 ? content : content.slice(0, nul);
    // An empty string is taken for the end of the file.
    if (line === '') return null;
    yield line;
    at = end;
  }
  return null;
}

type Lines = Iterator<string, null>;

/** Control characters, blanks and, as `char` is signed on x86, bytes from 0x80 on are cut off at the end. */
function trimmed(line: string): string {
  let end = line.length;
  while (end > 0 && !isGraphic(line.charCodeAt(end - 1))) end--;
  return end === line.length ? line : line.slice(0, end);
}

const isGraphic = (code: number) => code > 0x20 && code < 0x80;

function findBegin(lines: Lines): string | null {
  for (;;) {
    const next = lines.next();
    if (next.done) return null;
    const bare = next.value.length > 3 ? next.value.replace(/^\xef\xbb\xbf/, '') : next.value;
    const line = trimmed(bare);
    if (line.startsWith('-----BEGIN ') && line.length >= 16 && line.endsWith('-----')) {
      return line.slice(11, -5);
    }
  }
}

/**
 * The lines up to END. A blank line, once, makes what stood before it the header: then the lines that
 * follow must be of 64 characters each but the last.
 */
function readBody(lines: Lines, type: string): OpensslBlock {
  let header = '';
  let data = '';
  let state: 'maybe-header' | 'header' | 'data' = 'maybe-header';
  let shortLine = false;
  let partial = false;
  for (;;) {
    const next = lines.next();
    if (next.done) return { error: 'no END line' };
    const before: boolean = partial;
    partial = next.value.length === LINE_SIZE && !next.value.endsWith('\n');
    if (state === 'maybe-header' && next.value.includes(':')) state = 'header';
    const line = trimmed(next.value);
    if (line === '') {
      if (before) continue;
      if (state === 'data') return { error: 'a second blank line' };
      header = data;
      data = '';
      state = 'data';
      continue;
    }
    if (line.startsWith('-----END ')) {
      if (line !== `-----END ${type}-----`) return { error: 'END does not match BEGIN' };
      break;
    }
    if (shortLine) return { error: 'a short line that is not the last' };
    data += `${line}\n`;
    if (state === 'data') {
      if (line.length > 64) return { error: 'a line longer than 64 characters' };
      shortLine = line.length < 64;
    }
  }
  if (state === 'header') return { error: 'a header without a blank line behind it' };
  // "-" ends the data for the base64 reader, whatever follows.
  const der = decodeBase64(data.split('-')[0] ?? '');
  if (der === null || der.length === 0) return { error: 'broken base64' };
  return { type, der, headers: header !== '' };
}
