import type { Finding, ProbeReport, Status, Verdict } from '../core/documents/report.ts';
import { type FailOn, fails } from '../core/severity.ts';

/** Status of a probe that ran to its end. */
export function statusOf(findings: readonly Finding[]): Status {
  if (findings.some((f) => f.severity === 'error')) return 'fail';
  if (findings.some((f) => f.severity === 'warning')) return 'warn';
  return 'pass';
}

/** What makes a container not ready. */
export interface Threshold {
  readonly failOn: FailOn;
  /** A probe without a conclusion does, and so does a run in which nothing was looked at. */
  readonly doubtFails: boolean;
}

/** Fails closed, but for liveness. */
export function verdictOf(probes: readonly ProbeReport[], { failOn, doubtFails }: Threshold): Verdict {
  const bad = probes.some((p) => p.findings.some((f) => fails(f, failOn)));
  return bad || (doubtFails && isInDoubt(probes)) ? 'not-ready' : 'ready';
}

function isInDoubt(probes: readonly ProbeReport[]): boolean {
  return probes.some((p) => p.status === 'inconclusive') || nothingRan(probes);
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
  /** EX_NOINPUT: what is to be looked at cannot be. */
  noTarget: 66,
  /** EX_SOFTWARE. */
  internal: 70,
  /** EX_CONFIG. */
  policy: 78,
} as const;

/** Exit codes of `run` beside the command's own, as env(1) and docker-run(1) have them. */
export const RUN_EXIT = { failed: 125, cannotInvoke: 126, notFound: 127 } as const;

export function exitCodeOf(verdict: Verdict): number {
  return verdict === 'ready' ? EXIT.ready : EXIT.notReady;
}

/** Codes of the monitoring plugins' guidelines; with `--format nagios` they take the place of {@link EXIT}. */
export const NAGIOS_EXIT = { ok: 0, warning: 1, critical: 2, unknown: 3 } as const;

/**
 * A finding at the threshold is critical; where there is none, a probe without a conclusion is unknown: for
 * liveness too, since a monitoring system restarts nothing by it, and must not read that all is well.
 */
export function nagiosExitCodeOf(probes: readonly ProbeReport[], failOn: FailOn): number {
  const findings = probes.flatMap((p) => p.findings);
  if (findings.some((f) => fails(f, failOn))) return NAGIOS_EXIT.critical;
  if (isInDoubt(probes)) return NAGIOS_EXIT.unknown;
  return findings.some((f) => f.severity !== 'info') ? NAGIOS_EXIT.warning : NAGIOS_EXIT.ok;
}
