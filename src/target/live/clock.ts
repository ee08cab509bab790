/**
 * Milliseconds since the process started; never steps. `performance.now()` says the same, but `performance`
 * loads node:perf_hooks at its first use, which costs a millisecond.
 */
export function monotonicNow(): number {
  return process.uptime() * 1000;
}
