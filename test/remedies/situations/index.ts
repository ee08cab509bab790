import type { Situation } from '../situation.ts';
import { type Case, casesOf } from '../trial.ts';
import { caCerts } from './ca-certs.ts';
import { permissions } from './permissions.ts';
import { timezone } from './timezone.ts';
import { umask } from './umask.ts';

export const SITUATIONS: readonly Situation[] = [...caCerts, ...timezone, ...permissions, ...umask];

/** All cases, or the fixed third that the tests try: every third, and the first of each rule. */
export function chosen(): readonly Case[] {
  const cases = SITUATIONS.flatMap(casesOf).filter(
    ({ situation }) =>
      (process.env.REMEDIES_ONLY ?? '') === '' || situation.rule.startsWith(process.env.REMEDIES_ONLY ?? ''),
  );
  if (process.env.REMEDIES === 'all') return cases;
  const seen = new Set<string>();
  return cases.filter(({ situation }, index) => {
    const first = !seen.has(situation.rule);
    seen.add(situation.rule);
    return first || index % 3 === 0;
  });
}
