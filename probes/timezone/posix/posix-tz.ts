import type { LocalTime } from '../runtimes/resolution.ts';

/** A date in a year: `Jn` (1 to 365, no leap day), `n` (0 to 365) or `Mm.w.d`; time in seconds, local. */
export type DateRule =
  | { readonly kind: 'julian' | 'day'; readonly day: number; readonly time: number }
  | {
      readonly kind: 'month';
      readonly month: number;
      readonly week: number;
      readonly day: number;
      readonly time: number;
    };

/** A zone that a POSIX TZ string describes. */
export interface PosixZone {
  /** Seconds east of UTC: the sign of the string turned round. */
  readonly std: { readonly name: string; readonly offset: number };
  readonly dst: {
    readonly name: string;
    readonly offset: number;
    readonly start: DateRule;
    readonly end: DateRule;
  } | null;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

/** What POSIX leaves open and every implementation fills in: the rules of the United States since 2007. */
export const US_RULES = {
  start: { kind: 'month', month: 3, week: 2, day: 0, time: 2 * HOUR },
  end: { kind: 'month', month: 11, week: 1, day: 0, time: 2 * HOUR },
} as const satisfies { start: DateRule; end: DateRule };

/**
 * The local time at `seconds` since 1970. `whenEqual` says what holds where start and end are one
 * instant: glibc and Go see standard time then, musl daylight saving time.
 */
export function posixTime(zone: PosixZone, seconds: number, whenEqual: 'std' | 'dst' = 'std'): LocalTime {
  const { std, dst } = zone;
  if (dst === null || !inDst(zone, dst, seconds, whenEqual)) {
    return { offsetSeconds: std.offset, isDst: false, abbreviation: std.name };
  }
  return { offsetSeconds: dst.offset, isDst: true, abbreviation: dst.name };
}

function inDst(
  { std }: PosixZone,
  dst: NonNullable<PosixZone['dst']>,
  seconds: number,
  whenEqual: 'std' | 'dst',
): boolean {
  const year = new Date(seconds * 1000).getUTCFullYear();
  const start = dateSeconds(dst.start, year) - std.offset;
  const end = dateSeconds(dst.end, year) - dst.offset;
  if (start < end || (start === end && whenEqual === 'std')) return seconds >= start && seconds < end;
  // The southern summer runs over the end of the year.
  return seconds < end || seconds >= start;
}

/** Local seconds since 1970 of the rule's date in `year`. */
function dateSeconds(rule: DateRule, year: number): number {
  const newYear = Date.UTC(year, 0, 1) / 1000;
  if (rule.kind === 'month') {
    const first = Date.UTC(year, rule.month - 1, 1);
    const days = new Date(Date.UTC(year, rule.month, 0)).getUTCDate();
    let day = (rule.day - new Date(first).getUTCDay() + 7) % 7;
    for (let week = 1; week < rule.week && day + 7 < days; week++) day += 7;
    return first / 1000 + day * DAY + rule.time;
  }
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const day = rule.kind === 'day' ? rule.day : rule.day - 1 + (leap && rule.day >= 60 ? 1 : 0);
  return newYear + day * DAY + rule.time;
}
