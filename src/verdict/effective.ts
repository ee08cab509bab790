import type { Policy } from '../core/policy.ts';
import type { Purpose } from '../core/purpose.ts';
import type { AnyRule, RawFinding } from '../core/rule.ts';
import type { Severity } from '../core/severity.ts';

/**
 * The severity that counts; null when the policy turns the rule off.
 *
 * For liveness an error that no restart mends is a warning: failing would only make a crash loop.
 */
export function effectiveSeverity(
  finding: RawFinding,
  rule: AnyRule,
  policy: Policy,
  purpose: Purpose,
): Severity | null {
  const asked = policy.rules[finding.rule] ?? finding.severity ?? rule.severity;
  if (asked === 'off') return null;
  if (purpose === 'liveness' && asked === 'error' && !rule.restart.mends) return 'warning';
  return asked;
}
