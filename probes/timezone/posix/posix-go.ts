import { Cursor } from './cursor.ts';
import { type DateRule, type PosixZone, US_RULES } from './posix-tz.ts';

/**
 * A TZ string as Go reads it in a file's footer (time/zoneinfo.go, tzset); null where Go refuses it. It
 * is the strictest of the three readers, so it also decides here what is a valid TZ string: hours up to
 * 167, which RFC 9636 allows too.
 */
export function parseGoPosix(text: string): PosixZone | null {
  const s = new GoCursor(text);
  const std = offsetName(s);
  if (std === null) return null;
  if (s.done || s.peek === ',') return { std, dst: null };
  const name = s.name();
  if (name === null) return null;
  const given = s.done || s.peek === ',' ? std.offset + 3600 : negated(s.offset());
  if (given === null) return null;
  const rules = s.done ? US_RULES : readRules(s);
  return rules === null ? null : { std, dst: { name, offset: given, ...rules } };
}

function offsetName(s: GoCursor): PosixZone['std'] | null {
  const name = s.name();
  const offset = name === null ? null : negated(s.offset());
  return name === null || offset === null ? null : { name, offset };
}

function readRules(s: GoCursor): { start: DateRule; end: DateRule } | null {
  if (!s.eat(',') && !s.eat(';')) return null;
  const start = dateRule(s);
  if (start === null || !s.eat(',')) return null;
  const end = dateRule(s);
  return end === null || !s.done ? null : { start, end };
}

function dateRule(s: GoCursor): DateRule | null {
  if (s.eat('J')) {
    const day = s.number(1, 365);
    return withTime(s, day === null ? null : { kind: 'julian', day });
  }
  if (!s.eat('M')) {
    const day = s.number(0, 365);
    return withTime(s, day === null ? null : { kind: 'day', day });
  }
  const month = s.number(1, 12);
  const week = month !== null && s.eat('.') ? s.number(1, 5) : null;
  const day = week !== null && s.eat('.') ? s.number(0, 6) : null;
  return withTime(
    s,
    month === null || week === null || day === null ? null : { kind: 'month', month, week, day },
  );
}

type Dateless<T> = T extends DateRule ? Omit<T, 'time'> : never;

function withTime(s: GoCursor, rule: Dateless<DateRule> | null): DateRule | null {
  if (rule === null) return null;
  if (!s.eat('/')) return { ...rule, time: 7200 };
  const time = s.offset();
  return time === null ? null : { ...rule, time };
}

/** `-0` would not equal `0`. */
function negated(value: number | null): number | null {
  return value === null ? null : 0 - value;
}

class GoCursor extends Cursor {
  /** Three or more characters up to a digit, sign or comma; or anything between `<` and `>`. */
  name(): string | null {
    return this.match(/<([^>]*)>/y) ?? this.match(/(?!<)([^0-9,+-]{3,})/y);
  }

  /** `[+-]h[:m[:s]]` in seconds. */
  offset(): number | null {
    const sign = this.sign();
    const hours = this.number(0, 24 * 7);
    if (hours === null) return null;
    let seconds = hours * 3600;
    for (const unit of [60, 1]) {
      if (!this.eat(':')) break;
      const part = this.number(0, 59);
      if (part === null) return null;
      seconds += part * unit;
    }
    return sign * seconds;
  }

  number(min: number, max: number): number | null {
    const digits = this.match(/(\d+)/y);
    const value = Number(digits ?? Number.NaN);
    return value >= min && value <= max ? value : null;
  }
}
