/** How long behind the deadline JavaScript that is still busy is broken off, milliseconds. */
const BREAK_AFTER_MS = 60;

/** How long it took from the start of this process to its first work. */
let startMs: number | undefined;

/**
 * The same on a machine on which the start alone took long: it is slow at the rest too, and not busy for ever.
 *
 * @param sinceMs how long it has been running; what counts is the first time that it is said
 */
export function patienceOf(sinceMs: number): number {
  startMs ??= sinceMs;
  return Math.max(BREAK_AFTER_MS, 2 * startMs);
}
