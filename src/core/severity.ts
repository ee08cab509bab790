/**
 * How much a finding matters.
 *
 * - `error`: what the environment, the policy or the profile asks for will not happen.
 * - `warning`: it works by accident, differs between runtimes, or drops a protection.
 * - `info`: worth knowing; shown with `--verbose` only.
 */
export type Severity = 'error' | 'warning' | 'info';

/** What a policy may set a rule to. */
export type SeverityOverride = Severity | 'off';

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** True when `severity` is at or above `threshold`. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
  return RANK[severity] >= RANK[threshold];
}

/** From what on a finding makes the container not ready; `new`: errors that a baseline does not know. */
export type FailOn = 'error' | 'warning' | 'new';

/** Whether a finding makes the container not ready. */
export function fails(
  finding: { readonly severity: Severity; readonly new?: boolean },
  failOn: FailOn,
): boolean {
  if (failOn === 'new') return finding.severity === 'error' && finding.new === true;
  return atLeast(finding.severity, failOn);
}

/** Sorts the worst first. */
export function bySeverity(a: Severity, b: Severity): number {
  return RANK[b] - RANK[a];
}
