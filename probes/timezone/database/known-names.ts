import { isUtcName } from '../files/zone-name.ts';
import { spelledOut } from './areas.ts';
import { oldNames } from './names.ts';
import { ruleOf } from './rule-of.ts';
import { RULES } from './table.ts';

/** Etc/GMT-14 to Etc/GMT+12, whose rule says nothing that the name does not. */
const OF_OFFSET = /^Etc\/GMT(?:-(?:[1-9]|1[0-4])|\+(?:[1-9]|1[0-2]))$/;

/** The name that the database has today for what is called so; null where it knows no such zone. */
export function currentName(name: string): string | null {
  if (OF_OFFSET.test(name)) return name;
  if (isUtcName(name)) return 'UTC';
  return ruleOf(name) === null ? null : (oldNames().get(name) ?? name);
}

/** Every name of the database that is not an old one. */
export function allNames(): readonly string[] {
  return RULES.trim()
    .split('\n')
    .flatMap((line) => line.split(' ').slice(1).map(spelledOut));
}
