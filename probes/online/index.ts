import { type AnyProbe, defineProbe, TOLD } from '../../src/core/probe.ts';
import type { Lent } from './lent.ts';
import { DEMANDS, policy } from './policy.ts';

/** Not there without `--online`; all that it needs is loaded with it. */
export function onlineWith(lend: () => Promise<{ readonly lent: Lent }>): AnyProbe {
  return defineProbe({
    name: 'online',
    title: 'Names, TLS and time',
    policy,
    needs: 'network',
    isAskedFor: (_, { online }) => DEMANDS.some((field) => online[field].length > 0),
    reasons: async () => (await import('./reasons.ts')).reasons,
    observe: async (host, context) => (await import('./see.ts')).see(host, context, (await lend()).lent),
    ...TOLD,
    rules: async () => (await import('./rules/index.ts')).rules,
  });
}
