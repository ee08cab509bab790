import { defineProbe, type Observed, TOLD } from '../../src/core/probe.ts';
import { policy } from './policy.ts';
import type { SeenResolvers } from './see.ts';

/** All that it needs is loaded where a name is asked for, or a variable changes how names are resolved. */
export const resolver = defineProbe({
  name: 'resolver',
  title: 'Which servers Go, glibc and musl ask for names, and in which order',
  policy,
  isAskedFor: ({ env, pod }, { resolver: { names } }) =>
    names.length > 0 ||
    pod?.dns.isSaid ||
    env.LOCALDOMAIN !== undefined ||
    Boolean(env.RES_OPTIONS || env.HOSTALIASES || env.GODEBUG?.includes('netdns=')),
  observe: async (host, context): Promise<Observed<SeenResolvers>> => ({
    facts: (await import('./see.ts')).see(host, context),
  }),
  ...TOLD,
  rules: async () => (await import('./rules/index.ts')).rules,
});
