import type { AnyProbe } from '../core/probe.ts';
import type { Reason } from '../core/reason.ts';
import type { RawFinding } from '../core/rule.ts';
import type { Unseen } from './witness.ts';

/** What became of one probe. */
export interface Outcome {
  readonly probe: AnyProbe;
  readonly durationMs: number;
  /** Set when it did not run. */
  readonly skipped?: Reason;
  /** Set when it did not finish: cut by the deadline, or crashed. */
  readonly inconclusive?: Reason;
  /** Undefined when nothing was seen. */
  readonly facts?: unknown;
  /** What it could not look at. */
  readonly unknown?: readonly Unseen[];
  readonly findings: readonly RawFinding[];
}
