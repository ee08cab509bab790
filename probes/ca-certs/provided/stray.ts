import type { RequiredFact } from '../certificates/required.ts';
import type { CaFinding } from '../rules/index.ts';

/** Certificates that were provided where no loader looks. */
export interface Stray {
  readonly findings: readonly CaFinding[];
  /** The same at another time, milliseconds since 1970: certificates end. */
  readonly at: (now: number) => readonly CaFinding[];
  /** Links of certificate directories to files of these findings: of what is none its source is the place to mend. */
  readonly links: readonly string[];
  /** Those of the policy that are among them. */
  readonly required: readonly RequiredFact[];
}
