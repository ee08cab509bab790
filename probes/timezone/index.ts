import { defineProbe } from '../../src/core/probe.ts';
import { judge } from './judge.ts';
import { observe } from './observe.ts';
import { policy } from './policy.ts';
import { summary } from './summary.ts';

export const timezone = defineProbe({
  name: 'timezone',
  title: 'The local time zone as Go, glibc, musl and Node each resolve it, and the clock',
  policy,
  observe,
  reasons: async () => (await import('./reasons.ts')).reasons,
  judge,
  at: (facts, nowMs) => ({ ...facts, now: Math.floor(nowMs / 1000) }),
  summary,
  report: async (facts, host) => (await import('./report.ts')).report(facts, host),
  rules: async () => (await import('./rules/index.ts')).rules,
});
