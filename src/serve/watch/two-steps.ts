import type { Config } from '../../config/config.ts';
import type { Report } from '../../core/documents/report.ts';
import type { Registry } from '../../core/probe.ts';
import { type Detail, observe, report, runOf, type Seen } from '../../pipeline.ts';
import { noProgress } from '../../run/progress.ts';
import type { Host } from '../../target/host.ts';

/* The one way through the house in two steps, for whoever looks seldom and is asked often. */

export function look(registry: Registry, machine: Host, config: Config, detail: Detail): Promise<Seen> {
  return observe(runOf(registry, machine, config, detail), noProgress());
}

/** @param startedAt when it was looked, ISO 8601 */
export function tell(
  registry: Registry,
  machine: Host,
  config: Config,
  detail: Detail,
  { seen, startedAt }: { readonly seen: Seen; readonly startedAt: string },
): Promise<Report> {
  return report({ ...runOf(registry, machine, config, detail), startedAt }, noProgress(), async () => seen);
}
