import type { Entry } from '../certificates/entry.ts';
import type { Pool } from '../certificates/pool.ts';
import { BEGIN, END } from './pem-body.ts';

/** Begins the lines before and after a block (RFC 7468). */
const DASHES = '-----';
const DASH = 0x2d;
const LF = 10;

/**
 * The certificates of a file in which every loader sees the same: blocks of 64-character lines,
 * nothing but comments between them, every certificate in order. Null where anything is unusual: then
 * irregular.ts finds out what each loader makes of it.
 *
 * `keepGoing` is asked now and then; when it says no, what was read so far is returned.
 */
export function readRegularPem(text: Buffer, pool: Pool, keepGoing: () => boolean): readonly Entry[] | null {
  const same = pool.ofSameFile(text);
  if (same?.regular) return [same];
  // OpenSSL takes a NUL byte for the end of a line.
  if (text.includes(0)) return null;
  const entries: Entry[] = [];
  let at = 0;
  for (;;) {
    const begin = text.indexOf(DASHES, at, 'latin1');
    if (begin < 0) return entries;
    if ((begin > 0 && text[begin - 1] !== LF) || !stands(BEGIN, text, begin)) return null;
    const start = begin + BEGIN.length;
    const end = text.indexOf(DASH, start);
    if (end < 0 || !stands(END, text, end)) return null;
    at = end + END.length;
    if (at < text.length && text[at] !== LF) return null;
    const entry = pool.ofBody(text, start, end);
    if (entry === null || !entry.regular) return null;
    entries.push(entry);
    if (entries.length % 64 === 0 && !keepGoing()) return entries;
  }
}

/** Not by Buffer.compare, which checks each of its four numbers in a function of its own. */
function stands(mark: string, text: Buffer, at: number): boolean {
  return text.toString('latin1', at, at + mark.length) === mark;
}
