import type { Config } from '../config/config.ts';
import type { Report } from '../core/documents/report.ts';
import { makeReport } from '../pipeline.ts';
import { showsFacts, showsInfo } from '../report/format.ts';
import type { FormatOptions } from '../report/reporter.ts';
import type { Context } from './command.ts';

/** With the report of --baseline, where one is named. */
export async function comparable(config: Config, context: Context): Promise<Context> {
  if (config.baseline === null && config.failOn !== 'new') return context;
  return (await import('./baseline/baseline.ts')).withBaseline(config, context);
}

/** Runs the probes once, or until ready when the user waits; progress goes to stderr. */
export async function attempt(
  config: Config,
  options: FormatOptions,
  context: Context,
  programs: readonly string[] = [],
  command: readonly string[] = [],
): Promise<Report> {
  const { baseline } = context;
  const host = config.online ? { ...context.host, network: await context.io.network() } : context.host;
  const compare = baseline && (await import('./baseline/baseline.ts')).comparing(baseline, context);
  const detail = {
    facts: showsFacts(config.format, options),
    // What was info in the baseline is not gone.
    info: baseline !== undefined || showsInfo(config.format, options),
    ...(compare && { compare }),
    programs,
    command,
  };
  const run = (startedMs: number) => makeReport(context, host, config, { ...detail, startedMs });
  if (config.waitMs === 0) return run(0);
  return (await import('./waiting.ts')).waiting(run, config.waitMs, context);
}
