import { trimEndOf } from '../../../src/core/text/trim.ts';

/** One PEM block as a decoder hands it out. */
export interface PemBlock {
  readonly type: string;
  readonly der: Buffer;
  /** There were `Key: value` lines. */
  readonly headers: boolean;
}

const BEGIN = '-----BEGIN ';
const END = '\n-----END ';
const DASHES = '-----';

/**
 * The blocks that Go finds in a file: encoding/pem.Decode (src/encoding/pem/pem.go, Go 1.27) called
 * until it gives nothing more. `text` is the file as latin1. Its rules are its own: a line must begin
 * with BEGIN, the last BEGIN before an END counts, and a broken block is passed over.
 */
export function* goBlocks(text: string): Generator<PemBlock> {
  let at = 0;
  while (at < text.length) {
    const found = decode(text, at);
    if (found === null) return;
    yield found.block;
    at = found.next;
  }
}

interface Found {
  readonly block: PemBlock;
  readonly next: number;
}

/** Offsets are of the whole text; `rest` is where Go's slice of that name begins. */
function decode(text: string, start: number): Found | null {
  let rest = start;
  let trailer = start;
  for (;;) {
    if (trailer < rest) return null;
    rest = trailer;
    const end = text.indexOf(END, rest);
    if (end < 0) return null;
    trailer = end + END.length;
    // Not in the whole text: what lies before `rest` would be searched once more for every END.
    const begin = rest + text.slice(rest, end).lastIndexOf(BEGIN);
    if (begin < rest || (begin > rest && text[begin - 1] !== '\n')) continue;
    rest = begin + BEGIN.length;

    const typeLine = line(text, rest);
    rest = typeLine.next;
    if (!typeLine.content.endsWith(DASHES)) continue;
    const type = typeLine.content.slice(0, -DASHES.length);
    let headers = false;
    for (;;) {
      if (rest >= text.length) return null;
      const header = line(text, rest);
      if (!header.content.includes(':')) break;
      headers = true;
      rest = header.next;
    }
    if (headers && end < rest) continue;
    // Headers may have swallowed the END line; Go then looks behind where it stood.
    if (trailer < rest) return null;
    if (!text.startsWith(type + DASHES, trailer)) continue;
    const tail = trailer + type.length + DASHES.length;
    if (line(text, tail).content !== '') continue;
    const der = end > rest ? decodeBase64(text.slice(rest, end)) : Buffer.alloc(0);
    if (der === null) continue;
    return { block: { type, der, headers }, next: line(text, end + END.length - 1).next };
  }
}

/** A line without its end and without blanks behind it, and where the next one starts. */
function line(text: string, at: number): { content: string; next: number } {
  const end = text.indexOf('\n', at);
  if (end < 0) return { content: trimEndOf(text.slice(at), ' \t'), next: text.length };
  const stop = end > at && text[end - 1] === '\r' ? end - 1 : end;
  return { content: trimEndOf(text.slice(at, stop), ' \t'), next: end + 1 };
}

/** Padded base64; blanks and line ends are left out, anything else is an error. */
export function decodeBase64(text: string): Buffer | null {
  const data = text.replace(/[\r\n \t]/g, '');
  return data.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(data) ? Buffer.from(data, 'base64') : null;
}
