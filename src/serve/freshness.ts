import { shortDuration } from '../core/time/duration.ts';

/** From how many intervals on what was seen says nothing of now. */
const STALE_INTERVALS = 3;

/** Why the last look says nothing of now; null while it does. Times are monotonic, milliseconds. Pure. */
export function staleness(lookedMs: number | null, nowMs: number, intervalMs: number): string | null {
  if (lookedMs === null) return 'nothing has been looked at yet';
  const ageMs = nowMs - lookedMs;
  if (ageMs <= STALE_INTERVALS * intervalMs) return null;
  return `the last look was ${shortDuration(Math.round(ageMs / 1000) * 1000)} ago, which is longer than ${STALE_INTERVALS} intervals of ${shortDuration(intervalMs)}: nothing is known of now`;
}
