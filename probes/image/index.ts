import { defineProbe, type Observed } from '../../src/core/probe.ts';
import { policy } from './policy.ts';
import type { SeenImage } from './see.ts';

/** All that it says is about an image that is not running, and is loaded where there is one. */
export const image = defineProbe({
  name: 'image',
  title: 'What an image holds that no container needs',
  policy,
  needs: 'image',
  observe: async (host, context): Promise<Observed<SeenImage | null>> => ({
    facts: host.image === undefined ? null : (await import('./see.ts')).see(host, host.image, context),
  }),
  judge: (seen) => seen?.findings ?? [],
  summary: (seen) => `${seen?.summary}`,
  report: async (seen) => seen?.report ?? {},
  rules: async () => (await import('./rules/index.ts')).rules,
});
