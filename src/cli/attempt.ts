import type { Config } from '../config/config.ts';
import type { Report } from '../core/documents/report.ts';
import { seconds } from '../core/time/duration.ts';
import { makeReport } from '../pipeline.ts';
import { showsFacts, showsInfo } from '../report/format.ts';
import type { FormatOptions } from '../report/reporter.ts';
import { headline } from '../report/text/headline.ts';
import { untilReady } from '../run/wait.ts';
import type { Context } from './command.ts';

/** Runs the probes once, or until ready when the user waits; progress goes to stderr. */
export function attempt(
  config: Config,
  options: FormatOptions,
  context: Context,
  programs: readonly string[] = [],
): Promise<Report> {
  const { host, io } = context;
  const detail = {
    facts: showsFacts(config.format, options),
    info: showsInfo(config.format, options),
    programs,
  };
  let startedMs = 0;
  const once = () => makeReport(context, host, config, { ...detail, startedMs });
  if (config.waitMs === 0) return once();
  return untilReady(once, {
    waitMs: config.waitMs,
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
