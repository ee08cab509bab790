import { defineProbe, type Observed } from '../../src/core/probe.ts';
import type { SeenPod } from './see.ts';

/** All that it says follows from the manifest alone, and is loaded where there is one. */
export const pod = defineProbe({
  name: 'pod',
  title: 'What a manifest of Kubernetes makes of it',
  needs: 'pod',
  observe: async (host, { policy }): Promise<Observed<SeenPod | null>> => ({
    facts: host.pod === undefined ? null : (await import('./see.ts')).see(host.pod, host, policy),
  }),
  judge: (seen) => seen?.findings ?? [],
  summary: (seen) => `${seen?.summary}`,
  report: async (seen) => seen?.report ?? {},
  rules: async () => (await import('./rules/index.ts')).rules,
});
