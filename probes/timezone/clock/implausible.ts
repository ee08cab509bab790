import { isoDay, isoInstant } from '../../../src/core/time/instant.ts';
import type { TimezoneFinding } from '../rules/index.ts';

/** Before this program was written, and after anybody will run it, seconds since 1970. */
const EARLIEST = Date.UTC(2025, 0) / 1000;
const LATEST = Date.UTC(2100, 0) / 1000;

export function implausible(now: number): readonly TimezoneFinding[] {
  if (now >= EARLIEST && now < LATEST) return [];
  const day = (seconds: number) => isoDay(seconds * 1000);
  const clock = isoInstant(now * 1000);
  return [
    { rule: 'timezone/clock-implausible', args: { clock, earliest: day(EARLIEST), latest: day(LATEST) } },
  ];
}
