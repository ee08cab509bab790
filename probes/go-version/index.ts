import { defineProbe } from '../../src/core/probe.ts';
import { judge } from './judge.ts';
import { observe } from './observe.ts';
import { policy } from './policy.ts';
import { summary } from './show.ts';

export const goVersion = defineProbe({
  name: 'go-version',
  title: 'The Go toolchain: there, running, of an accepted version, and complete',
  profiles: ['build'],
  policy,
  needs: 'go',
  observe,
  judge,
  summary,
  report: async (facts) => (await import('./report.ts')).reportFacts(facts),
  rules: async () => (await import('./rules/index.ts')).rules,
});
