import type { Config, Demand } from '../config/config.ts';
import type { ProbeReport, Report, Status, Unchecked } from '../core/documents/report.ts';

/** A warning is by no purpose what a restart mends, and without a baseline every error is new. */
export function thresholdOf(
  { purpose, failOn }: Pick<Config, 'purpose' | 'failOn'>,
  hasBaseline: boolean,
): Report['failOn'] {
  const says = failOn === 'new' ? hasBaseline : purpose !== 'liveness';
  return says ? failOn : 'error';
}

/** What was asked for, and no probe looked at. */
export function uncheckedOf(
  demands: readonly Demand[],
  reports: readonly ProbeReport[],
): readonly Unchecked[] {
  return demands.flatMap(({ field, probe }) => {
    const report = reports.find(({ name }) => name === probe);
    if (report === undefined) return [{ field, probe, why: `${probe} was left out by only or skip` }];
    return report.status === 'skip'
      ? [
          {
            field,
            probe,
            why: `${probe} was skipped${report.reason === undefined ? '' : `: ${report.reason}`}`,
          },
        ]
      : [];
  });
}

/** How many probes ended so. */
export function count(reports: readonly ProbeReport[]): Record<Status, number> {
  const summary: Record<Status, number> = { pass: 0, warn: 0, fail: 0, skip: 0, inconclusive: 0 };
  for (const { status } of reports) summary[status]++;
  return summary;
}
