import type { Report } from '../core/documents/report.ts';

export interface WaitOptions {
  /** How long to go on trying, milliseconds from the start of the first attempt. */
  readonly waitMs: number;
  /** A clock that never steps, milliseconds. */
  readonly monotonic: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Told of each attempt after which another will follow. */
  readonly progress: (report: Report, elapsedMs: number, delayMs: number) => void;
}

/** The first pause, milliseconds; each further one is twice as long, up to the longest. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;

/**
 * Repeats a run until it says ready or the time is up, and returns the last report: for mounts and
 * sidecars that come late. The last attempt is made when the time is up, not before.
 */
export async function untilReady(attempt: () => Promise<Report>, options: WaitOptions): Promise<Report> {
  const { waitMs, monotonic, sleep, progress } = options;
  const started = monotonic();
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const report = await attempt();
    const elapsed = monotonic() - started;
    if (report.verdict === 'ready' || elapsed >= waitMs) return report;
    const delay = Math.min(pause, waitMs - elapsed);
    progress(report, elapsed, delay);
    await sleep(delay);
  }
}
