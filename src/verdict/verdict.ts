import type { Finding, ProbeReport, Status, Verdict } from '../core/report.ts';
import { atLeast, type Severity } from '../core/severity.ts';

/** Status of a probe that ran to its end. */
export function statusOf(findings: readonly Finding[]): Status {
  if (findings.some((f) => f.severity === 'error')) return 'fail';
  if (findings.some((f) => f.severity === 'warning')) return 'warn';
  return 'pass';
}

/**
 * Not ready: a finding at or above the threshold, a probe without a conclusion, or nothing that was
 * looked at. Fails closed.
 */
export function verdictOf(probes: readonly ProbeReport[], threshold: Severity): Verdict {
  const bad = probes.some(
    (p) => p.status === 'inconclusive' || p.findings.some((f) => atLeast(f.severity, threshold)),
  );
  return bad || nothingRan(probes) ? 'not-ready' : 'ready';
}

function nothingRan(probes: readonly ProbeReport[]): boolean {
  return probes.every((p) => p.status === 'skip');
}

/** Exit codes of probe-env; see the README. Never 2, which Docker reserves. */
export const EXIT = {
  ready: 0,
  notReady: 1,
  /** EX_USAGE of sysexits.h. */
  usage: 64,
  /** EX_SOFTWARE. */
  internal: 70,
  /** EX_CONFIG. */
  policy: 78,
} as const;

export function exitCodeOf(verdict: Verdict): number {
  return verdict === 'ready' ? EXIT.ready : EXIT.notReady;
}

/** Codes of the monitoring plugins' guidelines; with `--format nagios` they take the place of {@link EXIT}. */
export const NAGIOS_EXIT = { ok: 0, warning: 1, critical: 2, unknown: 3 } as const;

/** A finding at the threshold is critical; where there is none, a probe without a conclusion is unknown. */
export function nagiosExitCodeOf(probes: readonly ProbeReport[], threshold: Severity): number {
  const findings = probes.flatMap((p) => p.findings);
  if (findings.some((f) => atLeast(f.severity, threshold))) return NAGIOS_EXIT.critical;
  if (probes.some((p) => p.status === 'inconclusive') || nothingRan(probes)) return NAGIOS_EXIT.unknown;
  return findings.some((f) => f.severity === 'warning') ? NAGIOS_EXIT.warning : NAGIOS_EXIT.ok;
}
