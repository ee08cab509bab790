/*
 * The threads of libuv, which do for Node what may block: files, getaddrinfo(3), zlib, crypto.pbkdf2 and its like. As
 * libuv's threadpool.c chooses how many; measured of Node 20, 22, 24 and 26 on glibc.
 */

/** Without the variable. */
const USUAL = 4;
const MOST = 1024;
/** From Node 24 on libuv has room for so many characters; a longer value counts as none. */
const ROOM = 15;
const ROOM_FROM = 24;

/** What Node starts beside them: JavaScript, four workers of V8, its timer, and the thread that waits for SIGUSR1. */
export const OTHER_THREADS = 7;

const INT64 = 2n ** 63n;

/** What an atoi(3) of glibc makes of it: (int) strtol(). */
function atoi(text: string): number {
  const [, sign, digits = ''] = /^[ \t\n\v\f\r]*([+-]?)(\d+)/.exec(text) ?? [];
  if (digits === '') return 0;
  // More digits than any long has all mean the same.
  const size = BigInt(digits.replace(/^0+(?=\d)/, '').slice(0, 20));
  const long = sign === '-' ? -size : size;
  const held = long >= INT64 ? INT64 - 1n : long < -INT64 ? -INT64 : long;
  return Number(BigInt.asIntN(32, held));
}

/**
 * @param major of Node's version; null: not known
 * @param value UV_THREADPOOL_SIZE; undefined: not set
 */
export function poolOf(major: number | null, value: string | undefined): number {
  if (value === undefined || (value.length > ROOM && (major ?? 0) >= ROOM_FROM)) return USUAL;
  const asked = atoi(value);
  // It is held in an unsigned number: below zero is very large.
  return asked === 0 ? 1 : asked < 0 ? MOST : Math.min(asked, MOST);
}

/** Whether whoever set the variable meant something else than what libuv takes: `"16"`, `1e3`, empty, -1. */
export function isMisread(value: string, threads: number): boolean {
  const [, plain] = /^\s*\+?0*([1-9]\d*)\s*$/.exec(value) ?? [];
  return plain === undefined ? threads === 1 || threads === MOST : Number(plain) > threads && threads < MOST;
}

/** What was meant by a misread value: a number in quotes; of anything else nobody knows, and the usual number is as good. */
export function poolMeantBy(value: string): number {
  const [, digits = ''] = /^\s*["']\s*\+?0*(\d{1,4})\s*(?:["']\s*)?$/.exec(value) ?? [];
  const count = Number(digits);
  return count > 1 && count <= MOST ? count : USUAL;
}
