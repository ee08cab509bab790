import type { Situation } from '../situation.ts';
import { type Case, casesOf } from '../trial.ts';
import { caCerts } from './ca-certs.ts';
import { modules } from './go-env/modules.ts';
import { settings } from './go-env/settings.ts';
import { goVersion } from './go-version.ts';
import { permissions } from './permissions.ts';
import { timezone } from './timezone.ts';
import { umask } from './umask.ts';

export const SITUATIONS: readonly Situation[] = [
  ...goVersion,
  ...settings,
  ...modules,
  ...caCerts,
  ...timezone,
  ...permissions,
  ...umask,
];

/** A fixed third: of each rule the first case, and every third after it. */
export function chosen(): readonly Case[] {
  const cases = SITUATIONS.flatMap(casesOf);
  const seen = new Map<string, number>();
  return cases.filter(({ situation: { rule } }) => {
    const nth = seen.get(rule) ?? 0;
    seen.set(rule, nth + 1);
    return nth % 3 === 0;
  });
}

/** Of each rule one case: in turn the first, the second… of those that it has, so that roots and users vary. */
export function oneOfEach(): readonly Case[] {
  const byRule = new Map<string, Case[]>();
  for (const one of SITUATIONS.flatMap(casesOf)) {
    const { rule } = one.situation;
    byRule.set(rule, [...(byRule.get(rule) ?? []), one]);
  }
  return [...byRule.values()].flatMap((cases, index) => cases[index % cases.length] ?? []);
}
