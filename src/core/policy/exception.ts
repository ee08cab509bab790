import type { SeverityOverride } from '../severity.ts';
import { DAY_MS, instantOf } from '../time/instant.ts';
import type { RuleSetting } from './policy.ts';

/** What a policy makes of a rule at this moment. */
export interface Weight {
  /** Undefined where the rule weighs what it always does. */
  readonly severity: SeverityOverride | undefined;
  /** An exception of the policy is over. */
  readonly ended: boolean;
}

/** @param now milliseconds since 1970 */
export function weightOf(setting: RuleSetting | undefined, now: number): Weight {
  if (typeof setting !== 'object') return { severity: setting, ended: false };
  const ended = setting.until !== undefined && now >= endOf(setting.until);
  return { severity: ended ? undefined : setting.severity, ended };
}

/** The end of the last day of an exception, UTC; milliseconds since 1970. */
export function endOf(until: string): number {
  return instantOf(until) + DAY_MS;
}
