/*
 * Moments and days as machines write them: ISO 8601, UTC, milliseconds since 1970. Every run writes some, and must not
 * load luxon for it; what people read comes from when.ts, which does.
 */

export const DAY_MS = 86_400_000;

/** A Date reaches no further (ECMA-262, 21.4.1.1); a clock or a certificate does. */
const REACH_MS = 8.64e15;

/** `2027-01-08T00:00:00.000Z`; of what lies beyond the reach of a Date, its end. */
export function isoInstant(ms: number): string {
  return new Date(Math.max(-REACH_MS, Math.min(REACH_MS, ms))).toISOString();
}

/** `2027-01-08` */
export function isoDay(ms: number): string {
  return isoInstant(ms).replace(/T.*/, '');
}

/** The moment of what {@link isoInstant} or Kubernetes (RFC 3339) has written; NaN of anything else. */
export function instantOf(iso: string): number {
  return Date.parse(iso);
}

/** When a day such as 2027-01-08 begins; null where the calendar has none. A Date rolls 2027-02-29 on to the first of March. */
export function startOfDay(day: string): number | null {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) || isoDay(at) !== day ? null : at;
}
