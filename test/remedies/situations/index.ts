import type { Situation } from '../situation.ts';
import { type Case, casesOf } from '../trial/cases.ts';
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

/**
 * A fixed third of all cases, in which every rule has one. Beyond that one, those come last in which Debian's package
 * manager and update-ca-certificates are at work, for seconds each: `npm run remedies` tries them all.
 */
export function chosen(): readonly Case[] {
  const all = SITUATIONS.flatMap(casesOf);
  const each = new Set(oneOfEachIn(all));
  const others = all.filter((one) => !each.has(one) && !isSlow(one));
  const wanted = Math.ceil(all.length / 3) - each.size;
  const share = (count: number) => Math.floor((count * wanted) / others.length);
  const third = new Set(others.filter((_, index) => share(index + 1) > share(index)));
  return all.filter((one) => each.has(one) || third.has(one));
}

function isSlow({ situation: { rule }, root }: Case): boolean {
  return root === 'debian' && /^(?:ca-certs|timezone)\//.test(rule);
}

/** Of each rule one case: in turn the first, the second… of those that it has, so that roots and users vary. */
export function oneOfEach(): readonly Case[] {
  return oneOfEachIn(SITUATIONS.flatMap(casesOf));
}

function oneOfEachIn(all: readonly Case[]): readonly Case[] {
  const byRule = new Map<string, Case[]>();
  for (const one of all) {
    const { rule } = one.situation;
    byRule.set(rule, [...(byRule.get(rule) ?? []), one]);
  }
  return [...byRule.values()].flatMap((cases, index) => cases[index % cases.length] ?? []);
}
