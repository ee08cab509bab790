import type { Report } from '../core/documents/report.ts';
import { boundLabel, type Exposition, exposition, type Family } from '../report/exposition/exposition.ts';
import { counter, gauge, infoFamily, probeFamilies, readyFamily } from '../report/exposition/families.ts';
import type { Usage } from '../target/resident.ts';
import type { AgentState } from './agent-state.ts';
import { prefers } from './answer/accept.ts';
import { BOUNDS, type Histogram } from './histogram.ts';
import type { Observation } from './watch/observer.ts';

export interface Measured {
  /** Null before the first look. */
  readonly report: Report | null;
  /** Why it says nothing of now. */
  readonly stale: string | null;
  readonly state: AgentState;
  readonly usage: Usage;
  readonly labels: Readonly<Record<string, string>>;
}

/** Which of the two formats whoever asks would rather have, and what it is called. Pure. */
export function typeOf(accept: string | undefined): {
  readonly exposition: Exposition;
  readonly contentType: string;
} {
  return prefers(accept, 'application/openmetrics-text', 'text/plain', ['1.0.0', '0.0.1'])
    ? {
        exposition: 'openmetrics',
        contentType: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
      }
    : { exposition: 'prometheus', contentType: 'text/plain; version=0.0.4; charset=utf-8' };
}

/** All that is measured. The number of series depends on the probes and rules that there are, not on what they find. */
export async function metrics(measured: Measured, format: Exposition): Promise<string> {
  const { report, stale, state, usage, labels } = measured;
  const families: readonly Family[] = [
    ...(report === null
      ? []
      : [
          readyFamily(report, report.verdict === 'ready' && stale === null),
          ...probeFamilies(report),
          infoFamily(report),
        ]),
    ...(await measuresOf(state)),
    ...observationFamilies(state, format),
    ...configFamilies(state),
    counter(
      'probe_env_http_requests',
      'Questions that were answered, by path and status.',
      state.questions.map(({ path, status, count }) => ({
        labels: { path, code: String(status) },
        value: count,
      })),
    ),
    ...processFamilies(usage),
  ];
  const labelled = families.map((family) => ({
    ...family,
    samples: family.samples.map((sample) => ({ ...sample, labels: { ...labels, ...sample.labels } })),
  }));
  return exposition(labelled, format);
}

/** Facts stay as long as nothing changes, and are asked for their numbers every few seconds. */
const measured = new WeakMap<Observation, Promise<readonly Family[]>>();

async function measuresOf({ observation }: AgentState): Promise<readonly Family[]> {
  if (observation === null) return [];
  const known = measured.get(observation) ?? familiesOf(observation);
  measured.set(observation, known);
  return known;
}

/** What probes say of their own facts, by names. */
async function familiesOf({ seen: { outcomes } }: Observation): Promise<readonly Family[]> {
  const all = await Promise.all(
    outcomes.map(({ probe, facts, inconclusive }) =>
      facts === undefined || inconclusive !== undefined ? [] : (probe.measures?.(facts) ?? []),
    ),
  );
  const families = new Map<string, Family>();
  for (const { name, help, labels, value } of all.flat()) {
    const known = families.get(name)?.samples ?? [];
    families.set(name, gauge(`probe_env_${name}`, help, [...known, { labels, value }]));
  }
  return [...families.values()];
}

function observationFamilies(state: AgentState, format: Exposition): readonly Family[] {
  const { ageSeconds, runs, watching, durations, delays } = state;
  return [
    gauge(
      'probe_env_observation_age_seconds',
      'How long ago the last look ended.',
      ageSeconds === null ? [] : [sample(ageSeconds)],
    ),
    histogram('probe_env_observation_duration_seconds', 'How long looks took.', durations, format),
    histogram(
      'probe_env_event_loop_delay_seconds',
      'How long what was due had to wait, looked at while the agent looks or answers.',
      delays,
      format,
    ),
    counter(
      'probe_env_probe_runs',
      'How often each probe ran: where nothing has changed that it looked at, it does not.',
      [...runs].map(([probe, value]) => ({ labels: { probe }, value })),
    ),
    gauge('probe_env_watched_directories', 'Directories whose changes the kernel tells of.', [
      sample(watching.watched),
    ]),
    gauge(
      'probe_env_watch_refused',
      'Whether the kernel refused to tell of changes, and the interval alone finds them: 1 yes, 0 no.',
      [sample(watching.refused === null ? 0 : 1)],
    ),
  ];
}

export function configFamilies({
  configSucceeded,
  configReadMs,
}: Pick<AgentState, 'configSucceeded' | 'configReadMs'>): readonly Family[] {
  return [
    gauge(
      'probe_env_config_reload_success',
      'Whether the policy that is there can be used: 1 yes, 0 no, and the one before is in force.',
      [sample(configSucceeded ? 1 : 0)],
    ),
    gauge(
      'probe_env_config_read_timestamp_seconds',
      'When the policy was read that is in force, Unix time.',
      [sample(configReadMs / 1000)],
    ),
  ];
}

/** As all exporters call them. */
export function processFamilies({ residentBytes, cpuSeconds, startedSeconds }: Usage): readonly Family[] {
  return [
    gauge('process_resident_memory_bytes', 'Resident memory size in bytes.', [sample(residentBytes)]),
    counter('process_cpu_seconds', 'Total user and system CPU time spent in seconds.', [sample(cpuSeconds)]),
    gauge('process_start_time_seconds', 'Start time of the process since unix epoch in seconds.', [
      sample(startedSeconds),
    ]),
  ];
}

function sample(value: number) {
  return { labels: {}, value };
}

export function histogram(
  name: string,
  help: string,
  { counts, sumSeconds }: Histogram,
  format: Exposition,
): Family {
  const bounds = [...BOUNDS, Number.POSITIVE_INFINITY];
  return {
    name,
    help,
    type: 'histogram',
    samples: [
      ...bounds.map((bound, i) => ({
        labels: { le: boundLabel(bound, format) },
        value: counts[i] ?? 0,
        part: '_bucket' as const,
      })),
      { labels: {}, value: sumSeconds, part: '_sum' },
      { labels: {}, value: counts.at(-1) ?? 0, part: '_count' },
    ],
  };
}
