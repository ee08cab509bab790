import type { RemoteFileSystem } from '../posix/remote-mounts.ts';
import type { Runtime } from './cgroup-path.ts';

/** A process as a scan of /proc sees it. */
export interface ScannedProcess {
  readonly pid: number;
  /** After boot, in clock ticks. */
  readonly startTime: string;
  /** Its name as the kernel has it: at most 15 bytes, and the process may change it. */
  readonly name: string;
}

/** A container of the node that has a process. */
export interface NodeContainer {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly runtime: Runtime | null;
  /** See ContainerPath: what the node knows by its id or the uid of its pod is not of one in another container. */
  readonly above: readonly string[];
  readonly podUid: string | null;
  readonly namespace: string | null;
  readonly pod: string | null;
  /** Its name in the pod, or by itself. */
  readonly container: string | null;
  readonly workload: string | null;
  /** Of its pod; null where nobody told. */
  readonly labels: Readonly<Record<string, string>> | null;
  /** The first of its processes that lives: the one that is looked at. */
  readonly main: ScannedProcess;
  readonly processes: number;
  /** A virtual machine or a kernel of its own runs there, which hides what is in it; or see OUTSIDE. */
  readonly sandbox: string | null;
  /** Its mounts that may not answer, as they were when it was first seen. */
  readonly remote: readonly RemoteFileSystem[];
}

/** A container that somebody knows of and of which no process is to be seen. */
export interface UnseenContainer {
  readonly namespace: string | null;
  readonly pod: string | null;
  readonly podUid: string | null;
  readonly container: string;
  readonly toldBy: ToldBy;
  /** Since who told it is silent, seconds; left out where it is told now. */
  readonly silentSeconds?: number;
}

/** Who knows that a container runs: logs of a pod of which a sandbox is to be seen, its runtime, or the API server. */
export type ToldBy = 'logs' | 'runtime' | 'api';

/** What one scan found. */
export interface Scan {
  readonly containers: readonly NodeContainer[];
  readonly unseen: readonly UnseenContainer[];
  /** All processes that /proc shows. */
  readonly processes: number;
}
