import type { RequiredFact } from '../certificates/required.ts';
import type { CaFinding } from '../rules/index.ts';

/** Certificates that were provided where no loader looks. */
export interface Stray {
  readonly findings: readonly CaFinding[];
  /** Those of the policy that are among them. */
  readonly required: readonly RequiredFact[];
}
