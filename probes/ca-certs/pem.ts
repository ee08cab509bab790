import type { Entry } from './entry.ts';
import type { Pool } from './pool.ts';

const BEGIN = '-----BEGIN CERTIFICATE-----\n';
const END = '-----END CERTIFICATE-----';
const LINE = 64;
const LF = 10;

/**
 * The certificates of a file in which every loader sees the same: blocks of 64-character lines,
 * nothing but comments between them, every certificate in order. Null where anything is unusual: then
 * irregular.ts finds out what each loader makes of it.
 *
 * `text` is the file as latin1, so that offsets are those of the bytes. `keepGoing` is asked now and
 * then; when it says no, what was read so far is returned.
 */
export function readRegularPem(text: string, pool: Pool, keepGoing: () => boolean): readonly Entry[] | null {
  // OpenSSL takes a NUL byte for the end of a line.
  if (text.includes('\0')) return null;
  const entries: Entry[] = [];
  let at = 0;
  for (;;) {
    const begin = text.indexOf('-----', at);
    if (begin < 0) return entries;
    if ((begin > 0 && text.charCodeAt(begin - 1) !== LF) || !text.startsWith(BEGIN, begin)) return null;
    const start = begin + BEGIN.length;
    const end = text.indexOf('-', start);
    if (end < 0 || !text.startsWith(END, end)) return null;
    at = end + END.length;
    if (at < text.length && text.charCodeAt(at) !== LF) return null;
    const entry = readBody(text, start, end, pool);
    if (entry === null || !entry.regular) return null;
    entries.push(entry);
    if (entries.length % 64 === 0 && !keepGoing()) return entries;
  }
}

function readBody(text: string, start: number, end: number, pool: Pool): Entry | null {
  const size = end - start;
  const lastLine = (size - 1) % (LINE + 1);
  if (size < 2 || lastLine === 0) return null;
  for (let i = start + LINE; i < end; i += LINE + 1) if (text.charCodeAt(i) !== LF) return null;
  if (text.charCodeAt(end - 1) !== LF) return null;
  const lines = Math.ceil(size / (LINE + 1));
  const characters = size - lines;
  if (characters % 4 !== 0) return null;
  const body = text.slice(start, end);
  // The URL alphabet, which Node's decoder takes too, and no PEM reader. Its "-" would have ended the body.
  if (body.includes('_')) return null;
  let padding = 0;
  while (padding < 2 && text[end - 2 - padding] === '=') padding++;
  return pool.ofText(body, (characters / 4) * 3 - padding);
}
