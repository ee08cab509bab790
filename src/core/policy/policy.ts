import type { SeverityOverride } from '../severity.ts';

/** A severity for a while, and why. */
export interface Exception {
  readonly severity: SeverityOverride;
  /** The last day on which it holds, UTC, such as `2027-01-08`; then the rule weighs what it always does. */
  readonly until?: string;
  /** For whoever reads the report. */
  readonly because?: string;
}

/** What a policy makes of a rule. */
export type RuleSetting = SeverityOverride | Exception;

/** What a policy says to single probes. Each adds its own section here, in `probes/PROBE/policy.ts`. */
// biome-ignore lint/suspicious/noEmptyInterface: the probes fill it
export interface Sections {}

/** What the container must be; the parts that the probes judge by. */
export interface Policy extends Sections {
  /** Severity by rule id, in place of the catalogue's. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
}
