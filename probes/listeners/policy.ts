import { definePolicy } from '../../src/core/policy/probe-policy.ts';
import type { WantedPort } from './facts.ts';

export interface ListenersPolicy {
  readonly ports: readonly WantedPort[];
}

declare module '../../src/core/policy/policy.ts' {
  interface Sections {
    readonly listeners: ListenersPolicy;
  }
}

export const policy = definePolicy({
  section: 'listeners',
  defaults: { ports: [] },
  demands: ['ports'],
  shorthands: [
    {
      name: 'port',
      placeholder: 'LIST',
      help: 'ports at which others are to reach this container, such as 8080,53/udp',
      read: async (text) => ({ ports: (await import('./port-list.ts')).readPorts(text) }),
    },
  ],
  schema: () => import('./policy-schema.ts'),
});
