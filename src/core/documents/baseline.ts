import type { Finding, Report, Status } from './report.ts';

/** An earlier report, as far as a later one is compared with it. */
export interface Baseline extends Pick<Report, 'startedAt' | 'target'> {
  /** As it was named. */
  readonly file: string;
  readonly probes: readonly EarlierProbe[];
}

export interface EarlierProbe {
  readonly name: string;
  readonly status: Status;
  readonly findings: readonly EarlierFinding[];
}

export type EarlierFinding = Pick<Finding, 'rule' | 'severity' | 'message' | 'evidence'>;
