import type { Report } from '../../core/documents/report.ts';
import type { Registry } from '../../core/probe.ts';
import type { Purpose } from '../../core/purpose.ts';
import type { Breathe } from '../../core/time/turns.ts';
import type { Outcome } from '../../run/outcome.ts';
import { judge as judgeFacts } from '../../run/run-probes.ts';
import type { Observation } from './observer.ts';
import { tell } from './two-steps.ts';

/** How much of a report is needed: the verdict with what is wrong, notes too, or all that was seen. */
export type Depth = 'verdict' | 'notes' | 'facts';

export interface AskedAt {
  readonly depth: Depth;
  readonly purpose: Purpose;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** When it was looked, ISO 8601, and how long that took. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** Where somebody else is to have his turn meanwhile. */
  readonly breathe?: Breathe;
}

/** What was seen, judged with the time of the question. */
export async function judge(
  registry: Registry,
  { seen, config, host }: Observation,
  { depth, purpose, nowMs, startedAt, durationMs, breathe }: AskedAt,
): Promise<Report> {
  const { profile } = seen;
  if (breathe && depth !== 'verdict') await loadRules(seen.outcomes, breathe);
  const outcomes = seen.outcomes.map((outcome) =>
    judgedAt(outcome, nowMs, { policy: config.policy, profile }),
  );
  const machine = { ...host, now: () => nowMs, monotonic: () => durationMs };
  // Who this container is, only documents for machines tell.
  const asked = { ...config, purpose, format: depth === 'facts' ? ('json' as const) : ('text' as const) };
  const detail = { facts: depth === 'facts', info: depth !== 'verdict', ...(breathe && { breathe }) };
  return tell(registry, machine, asked, detail, { seen: { profile, outcomes }, startedAt });
}

const loaded = new WeakSet<Outcome['probe']>();

/** Loads what will say what was found, one catalogue after the other: all at once would keep others waiting. */
async function loadRules(outcomes: readonly Outcome[], breathe: Breathe): Promise<void> {
  for (const { probe, findings } of outcomes) {
    if (findings.length === 0 || loaded.has(probe)) continue;
    loaded.add(probe);
    await probe.rules();
    await breathe();
  }
}

/** What was seen to its end, judged at another time than that of the look. */
export function judgedAt(
  outcome: Outcome,
  nowMs: number,
  options: Parameters<typeof judgeFacts>[2],
): Outcome {
  const { probe, facts, inconclusive } = outcome;
  if (probe.at === undefined || facts === undefined || inconclusive !== undefined) return outcome;
  const later = probe.at(facts, nowMs);
  const { findings, crashed } = judgeFacts(probe, later, options);
  return { ...outcome, facts: later, findings, ...(crashed && { inconclusive: crashed }) };
}
