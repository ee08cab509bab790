import { Cursor } from './cursor.ts';
import type { DateRule, PosixZone } from './posix-tz.ts';

/** musl keeps this many bytes of a name (TZNAME_MAX). */
const NAME_BYTES = 6;
/** A rule that was not given. */
export const NO_RULE: DateRule = { kind: 'day', day: 0, time: 0 };

/**
 * A TZ string as musl reads it (src/time/__tz.c, do_tzset). It checks nothing: what is not there counts
 * as 0, what is left over is ignored. Daylight saving time without rules has both changes at New Year,
 * where glibc and Go fill in the rules of the United States.
 */
export function parseMuslPosix(text: string): PosixZone {
  const c = new MuslCursor(text);
  const stdName = c.name();
  const stdOffset = 0 - c.offset();
  const dstName = c.name();
  if (dstName === '') return { std: { name: stdName, offset: stdOffset }, dst: null };
  const dstOffset = /[+\-0-9]/.test(c.peek) ? 0 - c.offset() : stdOffset + 3600;
  const start = c.eat(',') ? c.rule() : NO_RULE;
  const end = c.eat(',') ? c.rule() : NO_RULE;
  return {
    std: { name: stdName, offset: stdOffset },
    dst: { name: dstName, offset: dstOffset, start, end },
  };
}

/** True where musl takes TZ for a POSIX string and looks for no file. */
export function isMuslPosix(tz: string): boolean {
  if (tz.startsWith(':')) return false;
  const c = new MuslCursor(tz);
  const name = c.name();
  return c.moved && (/[+\-0-9]/.test(c.peek) || name === 'UTC' || name === 'GMT');
}

class MuslCursor extends Cursor {
  name(): string {
    const quoted = this.match(/<([^>]*)>?/y);
    return (quoted ?? this.match(/([A-Za-z]+)/y) ?? '').slice(0, NAME_BYTES);
  }

  /** Seconds, sign as written. */
  offset(): number {
    const sign = this.sign();
    let seconds = Math.imul(this.#number(), 3600);
    if (this.eat(':')) {
      seconds += Math.imul(this.#number(), 60);
      if (this.eat(':')) seconds += this.#number();
    }
    return sign * (seconds | 0);
  }

  rule(): DateRule {
    if (!this.eat('M')) {
      const kind = this.eat('J') ? 'julian' : 'day';
      return { kind, day: this.#number(), time: this.#time() };
    }
    // Whatever stands between the numbers is skipped, a byte each.
    const month = this.#number();
    this.at++;
    const week = this.#number();
    this.at++;
    const day = this.#number();
    return { kind: 'month', month, week, day, time: this.#time() };
  }

  #time(): number {
    return this.eat('/') ? this.offset() : 7200;
  }

  /** Digits as an unsigned int, which wraps. */
  #number(): number {
    const digits = this.match(/(\d+)/y) ?? '0';
    return Number(BigInt.asIntN(32, BigInt(digits.slice(0, 400))));
  }
}
