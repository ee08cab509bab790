import { ruleOf } from '../database/rule-of.ts';
import { decodeTzif, footerOf } from '../files/tzif.ts';
import type { ZoneFiles } from '../files/zone-files.ts';
import { isUtcName } from '../files/zone-name.ts';
import { glibcZone } from '../runtimes/glibc.ts';
import { everyMonth, type Icu, keepsTimeOf } from '../runtimes/icu.ts';
import { keepsUtc } from '../runtimes/keeps-utc.ts';
import { type LocalTime, ZONEINFO } from '../runtimes/resolution.ts';

/** A zone that is in force. */
export interface LocalZone {
  readonly name: string | null;
  readonly bytes: Buffer | null;
  readonly at: (seconds: number) => LocalTime;
}

/**
 * Whether a zone is the one called `wanted`: by its name, by the bytes of the files, by ICU's name for
 * both (PRC is Asia/Shanghai). A nameless copy is compared month by month since 1970: a zone that has
 * the same offset today and another rule is another zone. Where no clocks are known, by the rule of today's database.
 */
export function isSameZone(files: ZoneFiles, icu: () => Icu, zone: LocalZone, wanted: string): boolean {
  if (zone.name === wanted) return true;
  // GMT is not told from UTC: their clocks never differ.
  if (zone.name !== null && isUtcName(zone.name)) return isUtcName(wanted);
  const file = files.read(`${ZONEINFO}/${wanted}`);
  if (file.ok && zone.bytes?.equals(file.value)) return true;
  if (zone.name !== null) {
    const canonical = icu().canonical(wanted);
    return canonical !== null && canonical === icu().canonical(zone.name);
  }
  const other = file.ok ? glibcZone(file.value) : null;
  if (other !== null)
    return everyMonth().every((t) => other.at(t).offsetSeconds === zone.at(t).offsetSeconds);
  return icu().history ? keepsTimeOf(icu(), wanted, zone.at) === true : hasRuleOf(wanted, zone);
}

/** From now on it keeps the clock of that name; where the table does not tell, it may. */
function hasRuleOf(wanted: string, { bytes, at }: LocalZone): boolean {
  if (isUtcName(wanted)) return keepsUtc(at);
  const rule = ruleOf(wanted);
  const tzif = bytes === null ? null : decodeTzif(bytes);
  return rule === null || rule === '?' || (tzif !== null && footerOf(tzif) === rule);
}
