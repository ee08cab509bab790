import { isUtf8 } from 'node:buffer';
import { type Der, Refused, TAG } from './der.ts';

/** Steps over a Name (RFC 5280, 4.1.2.4) and refuses what Go's parseName refuses. */
export function readName(d: Der, end: number, what: string): void {
  const nameEnd = d.enter(TAG.sequence, end, what);
  while (d.at < nameEnd) {
    const setEnd = d.enter(TAG.set, nameEnd, what);
    while (d.at < setEnd) {
      const pairEnd = d.enter(TAG.sequence, setEnd, what);
      d.oid(pairEnd, what);
      readValue(d, pairEnd, what);
      d.at = pairEnd;
    }
  }
}

/** Bytes that Go allows in a PrintableString: the standard's, and `*` and `&`, which CAs have used. */
const PRINTABLE = new Uint8Array(256);
for (const c of Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?*&")) {
  PRINTABLE[c] = 1;
}

function readValue(d: Der, end: number, what: string): void {
  const tag = d.peek(end);
  const stop = d.enterAny(end, what);
  const { bytes } = d;
  const start = d.at;
  d.at = stop;
  switch (tag) {
    case TAG.printableString:
      for (let i = start; i < stop; i++) {
        if (PRINTABLE[bytes[i] as number] === 0) throw new Refused(`invalid PrintableString in ${what}`);
      }
      return;
    case TAG.utf8String:
      for (let i = start; i < stop; i++) {
        if ((bytes[i] as number) < 0x80) continue;
        if (!isUtf8(bytes.subarray(start, stop))) throw new Refused(`invalid UTF8String in ${what}`);
        return;
      }
      return;
    case TAG.ia5String:
      for (let i = start; i < stop; i++) {
        if ((bytes[i] as number) >= 0x80) throw new Refused(`invalid IA5String in ${what}`);
      }
      return;
    case TAG.t61String:
      return;
    case TAG.numericString:
      for (let i = start; i < stop; i++) {
        const byte = bytes[i] as number;
        if (byte !== 0x20 && (byte < 0x30 || byte > 0x39))
          throw new Refused(`invalid NumericString in ${what}`);
      }
      return;
    case TAG.bmpString:
      readBmpString(bytes, start, stop, what);
      return;
    default:
      // Go before 1.25 takes strings only; later ones read any type, which no CA has ever used here.
      throw new Refused(`unsupported string type in ${what}`);
  }
}

function readBmpString(bytes: Uint8Array, start: number, stop: number, what: string): void {
  if ((stop - start) % 2 !== 0) throw new Refused(`invalid BMPString in ${what}`);
  for (let i = start; i < stop; i += 2) {
    const point = (bytes[i] as number) * 256 + (bytes[i + 1] as number);
    const reserved = point === 0xfffe || point === 0xffff || (point >= 0xfdd0 && point <= 0xfdef);
    if (reserved || (point >= 0xd800 && point <= 0xdfff)) throw new Refused(`invalid BMPString in ${what}`);
  }
}
