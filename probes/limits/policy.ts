import { definePolicy } from '../../src/core/policy/probe-policy.ts';

/** At least so much of each; null: nothing is asked. */
export interface LimitsPolicy {
  /** CPUs' worth of time. */
  readonly cpus: number | null;
  /** Bytes. */
  readonly memory: number | null;
  /** Open files of a process. */
  readonly openFiles: number | null;
  /** Processes and threads of the container. */
  readonly processes: number | null;
  /** Bytes that a process may lock in memory. */
  readonly lockedMemory: number | null;
  /** Bytes in /dev/shm. */
  readonly sharedMemory: number | null;
}

declare module '../../src/core/policy/policy.ts' {
  interface Sections {
    readonly limits: LimitsPolicy;
  }
}

export const policy = definePolicy({
  section: 'limits',
  defaults: {
    cpus: null,
    memory: null,
    openFiles: null,
    processes: null,
    lockedMemory: null,
    sharedMemory: null,
  },
  demands: ['cpus', 'memory', 'openFiles', 'processes', 'lockedMemory', 'sharedMemory'],
  schema: () => import('./policy-schema.ts'),
});
