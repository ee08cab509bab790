import { defineProbe } from '../../src/core/probe.ts';
import { judge } from './judge.ts';
import { observe } from './observe.ts';
import { policy } from './policy.ts';
import { summary } from './show/summary.ts';

export const caCerts = defineProbe({
  name: 'ca-certs',
  title: 'The trust store as Go, OpenSSL and Node each load it',
  policy,
  observe,
  reasons: async () => (await import('./reasons.ts')).reasons,
  judge,
  at: ({ stray, ...facts }, now) => ({
    ...facts,
    now,
    stray: stray && { ...stray, findings: stray.at(now) },
  }),
  summary,
  report: async (facts, host) => (await import('./show/report.ts')).report(facts, host),
  measures: async (facts) => (await import('./show/measures.ts')).measures(facts),
  rules: async () => (await import('./rules/index.ts')).rules,
});
