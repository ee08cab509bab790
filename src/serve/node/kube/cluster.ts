import type { Scan } from '../../../target/node/container.ts';

/** What the API server adds to what a scan of the node found. */
export interface Cluster {
  /** @param nowMs monotonic */
  complete(scan: Scan, nowMs: number): Scan;
  state(): ClusterState;
  stop(): void;
}

export interface ClusterState {
  /** Pods of this node that are known. */
  readonly pods: number;
  /** Why it is not known whether they are as they were; null while it is. In words that follow `the API server`. */
  readonly why: string | null;
  /** Since the API server last said how it is, seconds; null before. */
  readonly ageSeconds: number | null;
}
