import type { Report, Status } from '../core/documents/report.ts';
import { bySeverity } from '../core/severity.ts';
import { instantOf } from '../core/time/instant.ts';

/**
 * Prometheus text exposition format 0.0.4. Gauges only: each run is a snapshot, and a textfile
 * collector replaces the whole file.
 */
export function prometheus(report: Report): string {
  const { tool, host, profile, labels, baseline } = report;
  const metric = (name: string, help: string, samples: readonly Sample[]) =>
    lines(name, help, samples, labels);
  return [
    ...metric('probe_env_ready', 'Whether the container is ready: 1 yes, 0 no.', [
      [
        { for: report.for, profile: profile.name },
        report.verdict === 'ready' && report.error === undefined ? 1 : 0,
      ],
    ]),
    ...metric(
      'probe_env_probe_status',
      'Outcome of each probe: 1 for the status it has, 0 for the others.',
      report.probes.flatMap((p) =>
        STATUSES.map((status) => [{ probe: p.name, status }, p.status === status ? 1 : 0] as const),
      ),
    ),
    ...metric(
      'probe_env_probe_duration_seconds',
      'How long each probe took.',
      report.probes.map((p) => [{ probe: p.name }, p.durationMs / 1000] as const),
    ),
    ...metric(
      'probe_env_findings',
      'Findings by rule and by the severity that counts.',
      findingCounts(report),
    ),
    ...(baseline === undefined
      ? []
      : metric('probe_env_baseline_findings', 'Findings that are new, changed or gone since the baseline.', [
          [{ since: 'new' }, baseline.new],
          [{ since: 'changed' }, baseline.changed],
          [{ since: 'gone' }, baseline.gone.length],
        ])),
    ...metric('probe_env_duration_seconds', 'Time from the start of the process to the answer.', [
      [{}, report.durationMs / 1000],
    ]),
    ...metric('probe_env_last_run_timestamp_seconds', 'When this run began, Unix time.', [
      [{}, instantOf(report.startedAt) / 1000],
    ]),
    ...metric('probe_env_info', 'Constant 1; the labels tell what ran.', [
      [{ version: tool.version, node: host.node ?? '', arch: host.arch }, 1],
    ]),
    '',
  ].join('\n');
}

const STATUSES: readonly Status[] = ['pass', 'warn', 'fail', 'skip', 'inconclusive'];

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [Labels, number];

/** Every sample has the labels of the container: the files of two must not hold the same series. */
function lines(name: string, help: string, samples: readonly Sample[], container: Labels): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...samples.map(([labels, value]) => `${name}${labelText({ ...container, ...labels })} ${value}`),
  ];
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${labelValue(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function labelValue(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}

/** A rule that fired more than once at a probe is one sample: two with equal labels are an error. */
function findingCounts(report: Report): Sample[] {
  const counts = new Map<string, [Labels, number]>();
  for (const probe of report.probes) {
    for (const { rule, severity } of [...probe.findings].sort((a, b) => bySeverity(a.severity, b.severity))) {
      const sample = counts.get(`${rule} ${severity}`);
      if (sample === undefined) counts.set(`${rule} ${severity}`, [{ probe: probe.name, rule, severity }, 1]);
      else sample[1]++;
    }
  }
  return [...counts.values()];
}
