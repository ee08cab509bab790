import type { Policy } from '../../src/core/policy/policy.ts';
import { defineProbe } from '../../src/core/probe.ts';
import { inUnits } from '../../src/core/text/bytes.ts';
import { plural } from '../../src/core/text/plural.ts';
import type { Host } from '../../src/target/host.ts';
import type { LimitsFacts } from './facts.ts';
import { asksLimits, isFilesAlone, namesLimits, observe } from './observe.ts';
import { policy } from './policy.ts';

export const limits = defineProbe({
  name: 'limits',
  title: 'What the container may use, and what its programs take',
  policy,
  isAskedFor,
  reasons: async () => (await import('./reasons.ts')).reasons,
  observe,
  judge: ({ closer }) => closer?.findings ?? [],
  summary,
  report: async ({ closer }) => closer?.report ?? {},
  rules: async () => (await import('./rules/index.ts')).rules,
});

/** Of files alone only variables and the policy say something. */
function isAskedFor(host: Host, policy: Policy): boolean {
  const runs = (host.pod ?? host.container?.planned) !== undefined || !isFilesAlone(host);
  return runs || namesLimits(host.env) || asksLimits(policy);
}

/** `2 CPUs, 512 MiB; Go takes 8`. */
function summary({ limits: { cpus, memoryBytes }, known, closer }: LimitsFacts): string {
  if (known === 'later') return 'set by who runs it';
  if (known === 'unseen') return 'not known: no control groups are mounted';
  const parts = [
    ...(cpus === null ? [] : [plural(cpus, 'CPU')]),
    ...(memoryBytes === null ? [] : [inUnits(memoryBytes)]),
  ];
  return `${parts.join(', ') || 'no limit of CPU or memory'}${closer?.takes ?? ''}`;
}
