import type { Report } from '../core/documents/report.ts';
import { seconds } from '../core/time/duration.ts';
import { headline } from '../report/text/headline.ts';
import { untilReady } from '../run/wait.ts';
import type { Context } from './command.ts';

/**
 * Repeats a run until it is ready; progress goes to stderr.
 *
 * @param run given the monotonic time from which its deadline counts
 */
export function waiting(
  run: (startedMs: number) => Promise<Report>,
  waitMs: number,
  { host, io }: Context,
): Promise<Report> {
  let startedMs = 0;
  return untilReady(() => run(startedMs), {
    waitMs,
    monotonic: host.monotonic,
    sleep: async (ms) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      startedMs = host.monotonic();
    },
    progress: (report, elapsedMs, delayMs) => {
      const times = `after ${seconds(elapsedMs)}, again in ${seconds(delayMs)}`;
      io.err(`probe-env: ${times}: ${headline(report)}\n`);
    },
  });
}
