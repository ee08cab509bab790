import type { PolicyMistake } from '../core/policy/probe-policy.ts';
import type { AnyProbe } from '../core/probe.ts';
import type { Host } from '../target/host.ts';
import type { PolicyLayer } from './layer.ts';

/** What a probe finds wrong with its section, at paths of the policy; nothing where nobody speaks of it. */
export async function mistakesOfProbe(
  said: PolicyLayer,
  { policy }: AnyProbe,
  host: Host | null,
): Promise<readonly PolicyMistake[]> {
  const section = policy === undefined ? undefined : said[policy.section as keyof PolicyLayer];
  if (policy === undefined || section === undefined) return [];
  const mistakes = (await policy.mistakes?.(section, host)) ?? [];
  return mistakes.map(({ at, text }) => ({ at: [policy.section, ...at], text }));
}
