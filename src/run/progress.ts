import type { AnyProbe, Profile } from '../core/probe.ts';
import { type CommonReason, CUT } from '../core/reason.ts';
import type { Outcome } from './outcome.ts';

/** How far the probes have come, for who has to report in the middle of it. */
export interface Progress {
  /** Whose code runs, or ran last. */
  at: AnyProbe | null;
  readonly settled: Map<AnyProbe, Outcome>;
  /** Once it is decided. */
  profile?: Profile;
}

export function noProgress(): Progress {
  return { at: null, settled: new Map() };
}

/**
 * What can be reported of probes that were broken off: those that had their outcome, but for the one that
 * was at work; or of none of them, where rendering that did not end either.
 */
export function brokenOff(
  probes: readonly AnyProbe[],
  { at, settled }: Progress,
  keep: 'settled' | 'nothing',
): readonly Outcome[] {
  return probes.map((probe) => {
    const outcome = settled.get(probe);
    if (outcome !== undefined && probe !== at && (keep === 'settled' || outcome.skipped !== undefined))
      return outcome;
    const inconclusive: CommonReason = probe === at ? { code: 'broken-off', data: {} } : CUT;
    return { probe, durationMs: outcome?.durationMs ?? 0, inconclusive, findings: [] };
  });
}
