import type { Finding, Report, Status } from './report.ts';

/** An earlier report, as far as a later one is compared with it. */
export interface Baseline extends Pick<Report, 'startedAt'> {
  readonly target?: EarlierTarget;
  /** As it was named. */
  readonly file: string;
  readonly probes: readonly EarlierProbe[];
}

/** A target of whatever version wrote it: what else is in it is asked part by part. */
export interface EarlierTarget {
  readonly kind: string;
}

export interface EarlierProbe {
  readonly name: string;
  readonly status: Status;
  readonly findings: readonly EarlierFinding[];
}

export type EarlierFinding = Pick<Finding, 'rule' | 'severity' | 'message' | 'evidence'>;
