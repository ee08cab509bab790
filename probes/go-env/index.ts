import { defineProbe } from '../../src/core/probe.ts';
import { judge } from './judge.ts';
import { observe } from './observe.ts';
import { policy } from './policy.ts';
import { summary } from './summary.ts';

export const goEnv = defineProbe({
  name: 'go-env',
  title: "Go's settings: where modules come from, who verifies them, where caches are",
  profiles: ['build'],
  policy,
  needs: 'go',
  observe,
  reasons: async () => (await import('./reasons.ts')).reasons,
  judge,
  summary,
  report: async (facts) => (await import('./report.ts')).report(facts),
  rules: async () => (await import('./rules/index.ts')).rules,
});
