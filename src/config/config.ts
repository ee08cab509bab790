import type { Policy } from '../core/policy/policy.ts';
import type { ProfileName } from '../core/profile.ts';
import type { Purpose } from '../core/purpose.ts';
import type { FailOn } from '../core/severity.ts';
import type { FormatName } from '../report/format.ts';
import type { Verbosity } from '../report/reporter.ts';

/** Something that somebody asks for and that one probe alone can tell. */
export interface Demand {
  /** The field of the policy, such as `goVersion.range`. */
  readonly field: string;
  readonly probe: string;
  /** Only a Go toolchain can fulfil it; else where there is none nothing can be wrong with it. */
  readonly needsGo: boolean;
}

/** Everything that a run is told: defaults < policy file < PROBE_ENV_* < flags, frozen. */
export interface Config {
  readonly profile: ProfileName | 'auto';
  readonly purpose: Purpose;
  readonly format: FormatName;
  /** File that gets the report instead of stdout. */
  readonly output: string | null;
  /** Names of the probes to run; null means all. */
  readonly only: readonly string[] | null;
  readonly skip: readonly string[];
  readonly failOn: FailOn;
  /** Report to compare with. */
  readonly baseline: string | null;
  /** What could not be known makes it not ready, for liveness too. */
  readonly strict: boolean;
  /** The network may be asked. */
  readonly online: boolean;
  /** Deadline of the whole run, milliseconds from the start of the process. */
  readonly timeoutMs: number;
  /** What documents for machines say of this container, beside what it knows of itself. */
  readonly labels: Readonly<Record<string, string>>;
  readonly verbosity: Verbosity;
  readonly color: 'auto' | 'always' | 'never';
  /** How long to repeat the probes until they say ready, milliseconds; 0 asks once. */
  readonly waitMs: number;
  /** `run`: start the command whatever the probes say. */
  readonly warnOnly: boolean;
  /** `run`: file that gets the short report when not ready; null means Kubernetes' own, where it exists. */
  readonly terminationLog: string | null;
  /** `run`: stay the command's parent even where this Node could become it. */
  readonly resident: boolean;
  readonly policy: Policy;
  /** What of the policy somebody asked for, in so many words. */
  readonly demands: readonly Demand[];
}
