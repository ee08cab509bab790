import { type Der, Refused, TAG } from './der.ts';

/** A point in time; `regular` where it is written as RFC 5280, 4.1.2.5 demands. */
export interface CertificateTime {
  /** Milliseconds since 1970. */
  readonly ms: number;
  readonly regular: boolean;
}

/** UTCTime or GeneralizedTime, as Go's cryptobyte reads them (asn1.go, ReadASN1UTCTime). */
export function readTime(d: Der, end: number): CertificateTime {
  const utc = d.peek(end) === TAG.utcTime;
  const stop = d.enter(utc ? TAG.utcTime : TAG.generalizedTime, end, 'validity');
  const start = d.at;
  d.at = stop;
  const yearDigits = utc ? 2 : 4;
  if (stop - start === yearDigits + 11 && d.bytes[stop - 1] === 0x5a) {
    return { ms: instant(d.bytes, start, yearDigits, true), regular: true };
  }
  return readUnusualTime(d.bytes, start, stop, yearDigits);
}

/** Go also takes a zone offset other than zero, and UTCTime without seconds. */
function readUnusualTime(
  bytes: Uint8Array,
  start: number,
  stop: number,
  yearDigits: number,
): CertificateTime {
  const text = String.fromCharCode(...bytes.subarray(start, stop));
  const match = /^\d+(Z|[+-](?!0000)(?:[01]\d|2[0-4])[0-5]\d)$/.exec(text);
  const digits = stop - start - (match?.[1]?.length ?? 0);
  const seconds = digits === yearDigits + 10;
  if (match?.[1] === undefined || (!seconds && !(yearDigits === 2 && digits === 10))) {
    throw new Refused('malformed validity');
  }
  const zone = match[1];
  const minutes = zone === 'Z' ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3));
  const offset = zone.startsWith('-') ? -minutes : minutes;
  return { ms: instant(bytes, start, yearDigits, seconds) - offset * 60_000, regular: false };
}

function instant(bytes: Uint8Array, start: number, yearDigits: number, seconds: boolean): number {
  let at = start;
  const two = (): number => {
    const tens = (bytes[at] as number) - 0x30;
    const ones = (bytes[at + 1] as number) - 0x30;
    if (!(tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9)) throw new Refused('malformed validity');
    at += 2;
    return tens * 10 + ones;
  };
  const first = two();
  // RFC 5280: two digits from 50 on mean the twentieth century.
  const year = yearDigits === 4 ? first * 100 + two() : first + (first >= 50 ? 1900 : 2000);
  const month = two();
  const day = two();
  const hour = two();
  const minute = two();
  const second = seconds ? two() : 0;
  const lastDay = month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] ?? 0);
  if (day < 1 || day > lastDay || hour > 23 || minute > 59 || second > 59) {
    throw new Refused('malformed validity');
  }
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  return year > 99 ? ms : new Date(ms).setUTCFullYear(year);
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
