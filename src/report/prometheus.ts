import type { Report } from '../core/documents/report.ts';
import { instantOf } from '../core/time/instant.ts';
import { exposition, type Family } from './exposition/exposition.ts';
import { gauge, infoFamily, probeFamilies, readyFamily } from './exposition/families.ts';

/**
 * Prometheus text exposition format 0.0.4. Gauges only: each run is a snapshot, and a textfile
 * collector replaces the whole file.
 */
export function prometheus(report: Report): string {
  const { baseline } = report;
  const families: readonly Family[] = [
    readyFamily(report, report.verdict === 'ready' && report.error === undefined),
    ...probeFamilies(report),
    ...(baseline === undefined
      ? []
      : [
          gauge('probe_env_baseline_findings', 'Findings that are new, changed or gone since the baseline.', [
            { labels: { since: 'new' }, value: baseline.new },
            { labels: { since: 'changed' }, value: baseline.changed },
            { labels: { since: 'gone' }, value: baseline.gone.length },
          ]),
        ]),
    gauge('probe_env_duration_seconds', 'Time from the start of the process to the answer.', [
      { labels: {}, value: report.durationMs / 1000 },
    ]),
    gauge('probe_env_last_run_timestamp_seconds', 'When this run began, Unix time.', [
      { labels: {}, value: instantOf(report.startedAt) / 1000 },
    ]),
    infoFamily(report),
  ];
  return exposition(
    families.map((family) => ofContainer(family, report)),
    'prometheus',
  );
}

/** Every sample has the labels of the container: the files of two must not hold the same series. */
function ofContainer(family: Family, { labels }: Report): Family {
  return {
    ...family,
    samples: family.samples.map((sample) => ({ ...sample, labels: { ...labels, ...sample.labels } })),
  };
}
