import type { Deadline } from '../core/probe.ts';

/** A deadline at `atMs` of a monotonic clock. */
export function deadlineAt(atMs: number, monotonic: () => number): Deadline {
  const remainingMs = () => Math.max(0, atMs - monotonic());
  return { remainingMs, expired: () => remainingMs() === 0 };
}
