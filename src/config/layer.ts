import type { Policy } from '../core/policy/policy.ts';
import type { Config } from './config.ts';

/** The sections of a policy that somebody speaks of, and of them the fields. */
export type PolicyLayer = { readonly [S in keyof Policy]?: Some<Policy[S]> };

/** Some of the fields; a table with free keys stays a table. */
type Some<T> = string extends keyof T ? T : Partial<T>;

/** What one source says (policy file, environment, command line). What it leaves out the others say. */
export interface Layer extends Partial<Omit<Config, 'policy' | 'demands'>> {
  readonly policy?: PolicyLayer;
  /** Path of the policy file; not part of the result. */
  readonly policyFile?: string;
}
