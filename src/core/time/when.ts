import { DateTime, FixedOffsetZone, Settings } from 'luxon';

/*
 * Dates as people say them. Loads luxon: only what a run without findings does not load may import this
 * (catalogues of rules, explain, other commands).
 */

/** Days. */
const A_THOUSAND_YEARS = 365_000;

/** The one of luxon's own words: for any other it asks Intl, which takes 17 ms to be there. The words are the same. */
const ENGLISH = 'en-US';

// The steps between two dates it counts in durations of its own, which get no word of ours.
Settings.defaultLocale = ENGLISH;

function utc(at: string): DateTime {
  return DateTime.fromISO(at, { zone: 'utc', locale: ENGLISH });
}

/** `2027-01-08T09:30:00+08:00`: a moment (milliseconds since 1970) on clocks so many seconds east of UTC, in ISO 8601. */
export function isoLocal(ms: number, offsetSeconds: number): string | null {
  const zone = FixedOffsetZone.instance(Math.trunc(offsetSeconds / 60));
  return DateTime.fromMillis(ms, { zone, locale: ENGLISH }).toISO({ suppressMilliseconds: true });
}

/** `Friday 8 January 2027`, UTC, of an ISO 8601 date; what is not one stays as it is. */
export function spokenDate(at: string): string {
  const date = utc(at);
  return date.isValid ? date.toFormat('cccc d LLLL yyyy') : at;
}

/** `Friday 20 November 2026 at 06:12:40 UTC`, of an ISO 8601 date; what is not one stays as it is. */
export function spokenInstant(at: string): string {
  const date = utc(at);
  return date.isValid ? date.toFormat("cccc d LLLL yyyy 'at' HH:mm:ss 'UTC'") : at;
}

/**
 * How far a moment is from another, and its date: `in 12 days, on Friday 8 January 2027`, `3 years ago, on …`,
 * `tomorrow, on …`; within two days with the hour, since the date alone no longer says whether it is over.
 * Both in ISO 8601.
 */
export function spokenWhen(at: string, now: string): string {
  const date = utc(at);
  const base = utc(now);
  if (!date.isValid || !base.isValid) return at;
  // luxon's arithmetic ends where a Date does: nobody needs the distance.
  if (![date, base].every(({ year }) => year > 0 && year < 10_000)) return `on ${spokenDate(at)}`;
  const hours = date.diff(base, 'hours').hours;
  const on = `on ${spokenDate(at)}`;
  if (Math.abs(hours) < 48) {
    const clock = `${on} at ${date.toFormat('HH:mm')} UTC`;
    return `${distance(Math.abs(hours) < 1 ? 'minutes' : 'hours', date, base)}, ${clock}`;
  }
  const days = Math.abs(hours) / 24;
  // A clock at the end of its range: luxon steps beyond it while it counts, and nobody learns from the distance.
  if (days > A_THOUSAND_YEARS) return on;
  return `${distance(days < 100 ? 'days' : days < 730 ? 'months' : 'years', date, base)}, ${on}`;
}

function distance(unit: 'minutes' | 'hours' | 'days' | 'months' | 'years', date: DateTime, base: DateTime) {
  const count = Math.trunc(date.diff(base, unit).as(unit));
  const size = Math.abs(count);
  const words = `${size} ${size === 1 ? unit.slice(0, -1) : unit}`;
  return date < base ? `${words} ago` : `in ${words}`;
}
