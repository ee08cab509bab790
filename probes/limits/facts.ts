import type { Limits } from '../../src/core/documents/target-description.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import type { LimitsFinding } from './rules/index.ts';

/** What the kernel enforces, and what was looked at beyond that. */
export interface LimitsFacts {
  readonly limits: Limits;
  /**
   * `seen`: of the process, or of a manifest. `unseen`: no control groups are mounted where it runs. `later`: it does
   * not run yet, and who runs it decides.
   */
  readonly known: 'seen' | 'unseen' | 'later';
  /** What the programs make of it, and what became of it so far: where it is shown, asked for, or looks wrong. */
  readonly closer: Closer | null;
}

export interface Closer {
  readonly findings: readonly LimitsFinding[];
  /** What the programs take, in a few words; empty where that is nothing but the limit. */
  readonly takes: string;
  readonly report: JsonObject;
}
