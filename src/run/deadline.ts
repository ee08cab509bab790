import type { Deadline } from '../core/probe.ts';

/** A go command answers in 10 to 40 ms on a free CPU: ten times that is fair on any. */
const ALWAYS_FAIR_MS = 400;

/** A deadline at `atMs` of a monotonic clock, of a run that has gone on since `fromMs`. */
export function deadlineAt(atMs: number, monotonic: () => number, fromMs = monotonic()): Deadline {
  const remainingMs = () => Math.max(0, atMs - monotonic());
  return {
    remainingMs,
    expired: () => remainingMs() === 0,
    fairMs: Math.max(1, Math.min(ALWAYS_FAIR_MS, (atMs - fromMs) / 2)),
  };
}
