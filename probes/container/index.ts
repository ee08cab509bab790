import { defineProbe } from '../../src/core/probe.ts';

/** It is there where a container is that docker or podman would start, and is loaded there alone. */
export const container = defineProbe({
  name: 'container',
  title: 'Whether docker or podman can start it',
  needs: 'container',
  observe: async ({ container: facts }) => ({
    facts: facts === undefined ? null : (await import('./see.ts')).see(facts),
  }),
  judge: (seen) => seen?.findings ?? [],
  summary: (seen) => `${seen?.summary}`,
  report: async (seen) => seen?.report ?? {},
  rules: async () => (await import('./rules/index.ts')).rules,
});
