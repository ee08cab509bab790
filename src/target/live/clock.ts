let earlierMs = 0;

/** This process goes on with the work of one that has been running for so long. */
export function startedEarlier(ms: number): void {
  earlierMs = ms;
}

/**
 * Milliseconds since the process started; never steps. `performance.now()` says the same, but `performance`
 * loads node:perf_hooks at its first use, which costs a millisecond.
 */
export function monotonicNow(): number {
  return process.uptime() * 1000 + earlierMs;
}
