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

/** All cases, or the fixed third that the tests try: of each rule the first, and every third after it. */
export function chosen(): readonly Case[] {
  const cases = SITUATIONS.flatMap(casesOf);
  const seen = new Map<string, number>();
  return cases.filter(({ situation: { rule } }) => {
    const nth = seen.get(rule) ?? 0;
    seen.set(rule, nth + 1);
    return nth % 3 === 0;
  });
}
