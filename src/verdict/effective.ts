import { weightOf } from '../core/policy/exception.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Purpose } from '../core/purpose.ts';
import type { AnyRule, RawFinding } from '../core/rule.ts';
import type { Severity } from '../core/severity.ts';

/**
 * The severity that counts now (milliseconds since 1970); null when the policy turns the rule off.
 *
 * For liveness an error that no restart mends is a warning: failing would only make a crash loop.
 */
export function effectiveSeverity(
  finding: RawFinding,
  rule: AnyRule,
  policy: Policy,
  purpose: Purpose,
  now: number,
): Severity | null {
  const asked = weightOf(policy.rules[finding.rule], now).severity ?? finding.severity ?? rule.severity;
  if (asked === 'off') return null;
  if (purpose === 'liveness' && asked === 'error' && !rule.restart.mends) return 'warning';
  return asked;
}
