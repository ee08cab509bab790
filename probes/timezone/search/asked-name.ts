import type { Deadline } from '../../../src/core/probe.ts';
import type { Turns } from '../../../src/core/time/turns.ts';
import { isUnknown } from '../../../src/target/result.ts';
import { allNames } from '../database/known-names.ts';
import { oldNames } from '../database/names.ts';
import { ruleOf } from '../database/rule-of.ts';
import { type OtherName, otherName } from '../database/same-zone-here.ts';
import type { ZoneFiles } from '../files/zone-files.ts';
import { looksLikeZone } from '../files/zone-name.ts';
import type { Icu } from '../runtimes/icu.ts';
import { ZONEINFO } from '../runtimes/resolution.ts';
import { nameInOtherCase, nearestAmong, nearestName } from './zone-search.ts';

/** Why a name in TZ leads to no zone. */
export type UnknownName =
  /** There is no zoneinfo directory, and the name is a good one. */
  | { readonly kind: 'zoneinfo-missing' }
  | { readonly kind: 'wrong-case'; readonly name: string }
  | {
      readonly kind: 'unknown';
      /** What was probably meant. */
      readonly nearest: string | null;
      /** The name is one of the database, though this machine has no file of it. */
      readonly known: OtherName | null;
    };

/** Looks for the reason. Searches directories and asks ICU: only for a TZ that does not work. */
export async function whyUnknown(
  files: ZoneFiles,
  icu: Icu,
  name: string,
  deadline: Deadline,
  turns: Turns | null = null,
): Promise<UnknownName> {
  await turns?.next();
  const known = isAbbreviation(name) || !isInDatabase(icu, name) ? null : otherName(files, icu, name);
  if (!hasZoneinfo(files)) {
    if (known !== null && looksLikeZone(name)) return { kind: 'zoneinfo-missing' };
    const nearest = known === null ? await nearestAmong(allNames(), name) : null;
    return { kind: 'unknown', nearest: nearest ?? fixedOffset(name), known };
  }
  await turns?.next();
  const otherCase = nameInOtherCase(files, name);
  if (otherCase !== null) return { kind: 'wrong-case', name: otherCase };
  const nearest = known === null ? await nearestName(files, name, deadline, turns) : null;
  return { kind: 'unknown', nearest: nearest ?? fixedOffset(name), known };
}

function isInDatabase(icu: Icu, name: string): boolean {
  return icu.canonical(name) !== null || oldNames().has(name) || ruleOf(name) !== null;
}

/** ICU has more of them (CST, IST…) than the database, and gives each to one of the zones that use it. */
function isAbbreviation(name: string): boolean {
  return /^[A-Z]{3}$/.test(name) && !DATABASE_ABBREVIATIONS.has(name);
}

const DATABASE_ABBREVIATIONS = new Set('CET EET EST HST MET MST PRC ROC ROK UCT UTC WET'.split(' '));

/**
 * There is a zoneinfo directory with a zone in it: package managers leave an empty one behind. One that may not
 * be listed counts as well: it needs no package.
 */
export function hasZoneinfo(files: ZoneFiles): boolean {
  const entries = files.readdir(ZONEINFO);
  return entries.ok ? entries.value.some((entry) => /^[A-Z]/.test(entry)) : isUnknown(entries.error);
}

/** The zone of a whole offset: `+8`, `UTC+8` or `GMT+08:00` mean Etc/GMT-8, whose sign is turned round. */
export function fixedOffset(text: string): string | null {
  const match = /^(?:UTC|GMT|Z)?([+-])0?(\d{1,2})(?::?00)?$/i.exec(text.trim());
  const hours = Number(match?.[2]);
  if (match === null || hours < 1 || hours > 14) return null;
  return `Etc/GMT${match[1] === '+' ? '-' : '+'}${hours}`;
}
