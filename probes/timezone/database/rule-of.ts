import { spelledOut } from './areas.ts';
import { oldNames } from './names.ts';
import { RULES } from './table.ts';

/**
 * What the footer of a zone's file says in the data that the table was made from: a TZ string, or `?` where the
 * footer is not all. Null for a name that is not in it. Found by a search in the text: one name is asked for.
 */
export function ruleOf(zone: string): string | null {
  const name = oldNames().get(zone) ?? zone;
  for (const line of RULES.trim().split('\n')) {
    const [rule = '', ...names] = line.split(' ');
    if (names.some((one) => spelledOut(one) === name)) return rule;
  }
  return null;
}
