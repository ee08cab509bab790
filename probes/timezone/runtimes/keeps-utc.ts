import type { LocalTime } from './resolution.ts';

/** January and July of every fifth year from 1975 to 2035, seconds. */
const SEASONS = Array.from({ length: 26 }, (_, i) => Date.UTC(1975 + 5 * (i >> 1), (i % 2) * 6) / 1000);

/** True for UTC, and for the zones that have kept GMT since 1975 (Africa/Abidjan). */
export function keepsUtc(at: (seconds: number) => LocalTime): boolean {
  return SEASONS.every((t) => at(t).offsetSeconds === 0);
}
