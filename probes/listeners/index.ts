import { defineProbe, TOLD } from '../../src/core/probe.ts';
import { policy } from './policy.ts';

/** All that it needs is loaded where a policy or a manifest names a port. */
export const listeners = defineProbe({
  name: 'listeners',
  title: 'Who listens at the ports that others are to reach',
  policy,
  needs: 'sockets',
  isAskedFor: ({ pod }, { listeners: { ports } }) => ports.length > 0 || !!pod?.lowPorts.length,
  reasons: async () => (await import('./reasons.ts')).reasons,
  observe: async (host, context) => (await import('./see.ts')).see(host, context),
  ...TOLD,
  rules: async () => (await import('./rules/index.ts')).rules,
});
