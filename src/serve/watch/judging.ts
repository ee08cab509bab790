import type { Report } from '../../core/documents/report.ts';
import type { Registry } from '../../core/probe.ts';
import type { Purpose } from '../../core/purpose.ts';
import { tell } from '../../pipeline.ts';
import { judgedAt } from '../../run/run-probes.ts';
import { DETAIL, type Observation } from './observer.ts';

export interface AskedAt {
  readonly purpose: Purpose;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** When it was looked, ISO 8601, and how long that took. */
  readonly startedAt: string;
  readonly durationMs: number;
}

/** What was seen, judged with the time of the question. */
export function judge(
  registry: Registry,
  { seen, config, host }: Observation,
  { purpose, nowMs, startedAt, durationMs }: AskedAt,
): Promise<Report> {
  const { profile } = seen;
  const outcomes = seen.outcomes.map((outcome) =>
    judgedAt(outcome, nowMs, { policy: config.policy, profile }),
  );
  const machine = { ...host, now: () => nowMs, monotonic: () => durationMs };
  const asked = { ...config, purpose, format: 'json' as const };
  return tell(registry, machine, asked, DETAIL, { seen: { profile, outcomes }, startedAt });
}
