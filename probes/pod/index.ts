import { defineProbe } from '../../src/core/probe.ts';

/** All that it says follows from the manifest alone, and is loaded where there is one. */
export const pod = defineProbe({
  name: 'pod',
  title: 'What a manifest of Kubernetes makes of it',
  profiles: ['build', 'runtime'],
  needs: 'pod',
  observe: async ({ pod: facts }) => ({
    facts: facts === undefined ? null : (await import('./see.ts')).see(facts),
  }),
  judge: (seen) => seen?.findings ?? [],
  summary: (seen) => `${seen?.summary}`,
  report: async (seen) => seen?.report ?? {},
  rules: async () => (await import('./rules/index.ts')).rules,
});
