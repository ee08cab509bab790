import { definePolicy } from '../../src/core/policy/probe-policy.ts';

export interface AppPolicy {
  /** The command of the container, word by word; empty: the one that the target tells. */
  readonly command: readonly string[];
  /** Ports below 1024 that it listens on are looked at. */
  readonly ports: readonly number[];
}

declare module '../../src/core/policy/policy.ts' {
  interface Sections {
    readonly app: AppPolicy;
  }
}

export const policy = definePolicy({
  section: 'app',
  defaults: { command: [], ports: [] },
  demands: ['command', 'ports'],
  shorthands: [
    {
      name: 'app',
      placeholder: 'PROGRAM',
      help: 'program of the container; default what the target starts',
      read: (program) => ({ command: [program] }),
    },
  ],
  schema: () => import('./policy-schema.ts'),
});
