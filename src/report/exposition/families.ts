import type { Report, Status } from '../../core/documents/report.ts';
import { bySeverity } from '../../core/severity.ts';
import type { Family, Sample } from './exposition.ts';

const STATUSES: readonly Status[] = ['pass', 'warn', 'fail', 'skip', 'inconclusive'];

/** Whether it is ready. */
export function readyFamily(report: Report, ready: boolean): Family {
  return gauge('probe_env_ready', 'Whether the container is ready: 1 yes, 0 no.', [
    { labels: { for: report.for, profile: report.profile.name }, value: ready ? 1 : 0 },
  ]);
}

/** What the probes say. */
export function probeFamilies({ probes }: Report): readonly Family[] {
  return [
    gauge(
      'probe_env_probe_status',
      'Outcome of each probe: 1 for the status it has, 0 for the others.',
      probes.flatMap(({ name: probe, status }) =>
        STATUSES.map((one) => ({ labels: { probe, status: one }, value: status === one ? 1 : 0 })),
      ),
    ),
    gauge(
      'probe_env_probe_duration_seconds',
      'How long each probe took.',
      probes.map(({ name, durationMs }) => ({ labels: { probe: name }, value: durationMs / 1000 })),
    ),
    gauge(
      'probe_env_findings',
      'Findings by rule and by the severity that counts.',
      probes.flatMap(({ name, findings }) => findingCounts(name, findings)),
    ),
  ];
}

/** What ran. */
export function infoFamily({ tool, host }: Report): Family {
  const labels = { version: tool.version, node: tool.node ?? host.node ?? '', arch: host.arch };
  return {
    name: 'probe_env',
    help: 'Constant 1; the labels tell what ran.',
    type: 'info',
    samples: [{ labels, value: 1 }],
  };
}

export function gauge(name: string, help: string, samples: readonly Sample[]): Family {
  return { name, help, type: 'gauge', samples };
}

export function counter(name: string, help: string, samples: readonly Sample[]): Family {
  return { name, help, type: 'counter', samples };
}

/** A rule that fired more than once at a probe is one sample: two with equal labels are an error. */
function findingCounts(probe: string, findings: Report['probes'][number]['findings']): readonly Sample[] {
  const counts = new Map<string, { labels: Sample['labels']; value: number }>();
  for (const { rule, severity } of [...findings].sort((a, b) => bySeverity(a.severity, b.severity))) {
    const sample = counts.get(`${rule} ${severity}`);
    if (sample === undefined)
      counts.set(`${rule} ${severity}`, { labels: { probe, rule, severity }, value: 1 });
    else sample.value++;
  }
  return [...counts.values()];
}
