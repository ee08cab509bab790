import { defineProbe, type Observed, TOLD } from '../../src/core/probe.ts';
import { policy } from './policy.ts';
import type { SeenProxies } from './see.ts';

/** Where no variable names a proxy and nothing is asked for, nothing is loaded and no file is looked at. */
export const proxy = defineProbe({
  name: 'proxy',
  title: 'Through which proxy each program asks, and for whom it asks none',
  policy,
  isAskedFor: ({ env }, { proxy: section }) =>
    ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].some((name) => env[name] || env[name.toLowerCase()]) ||
    Object.values(section).some((list) => list.length > 0),
  observe: async (host, context): Promise<Observed<SeenProxies>> => ({
    facts: (await import('./see.ts')).see(host, context),
  }),
  ...TOLD,
  rules: async () => (await import('./rules/index.ts')).rules,
});
