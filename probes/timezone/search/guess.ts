import { distance } from '../../../src/core/text/meant/distance.ts';
import { allNames, currentName } from '../database/known-names.ts';

/** A zone that may be meant, and where its people live. */
export interface Meant {
  readonly zone: string;
  readonly where: string;
}

/** Abbreviations that several parts of the world use; the database knows none of them as a name. */
export function zonesOfAbbreviation(text: string): readonly Meant[] {
  const zones = ABBREVIATIONS[text.trim().toUpperCase()] ?? [];
  return zones.map(([zone, where]) => ({ zone, where }));
}

const ABBREVIATIONS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  CST: [
    ['Asia/Shanghai', 'China'],
    ['America/Chicago', 'the USA'],
    ['America/Havana', 'Cuba'],
  ],
  CDT: [['America/Chicago', 'the USA']],
  EDT: [['America/New_York', 'the USA']],
  PST: [
    ['America/Los_Angeles', 'the USA'],
    ['Asia/Manila', 'the Philippines'],
  ],
  PDT: [['America/Los_Angeles', 'the USA']],
  MDT: [['America/Denver', 'the USA']],
  IST: [
    ['Asia/Kolkata', 'India'],
    ['Europe/Dublin', 'Ireland'],
    ['Asia/Jerusalem', 'Israel'],
  ],
  BST: [
    ['Europe/London', 'Great Britain'],
    ['Asia/Dhaka', 'Bangladesh'],
  ],
  CEST: [['Europe/Berlin', 'central Europe']],
  EEST: [['Europe/Helsinki', 'eastern Europe']],
  MSK: [['Europe/Moscow', 'Russia']],
  JST: [['Asia/Tokyo', 'Japan']],
  KST: [['Asia/Seoul', 'Korea']],
  HKT: [['Asia/Hong_Kong', 'Hong Kong']],
  SGT: [['Asia/Singapore', 'Singapore']],
  AEST: [['Australia/Sydney', 'eastern Australia']],
  AEDT: [['Australia/Sydney', 'eastern Australia']],
  NZST: [['Pacific/Auckland', 'New Zealand']],
};

/** The zone that a POSIX rule with daylight saving time, or of half an hour, comes from; null where unknown. */
export function zoneOfPosixRule(rule: string): string | null {
  const [names] = /^:?[A-Za-z]+[+-]?[\d:]+(?:[A-Za-z]+[+-]?[\d:]*)?/.exec(rule.trim()) ?? [];
  return names === undefined ? null : (POSIX_RULES[names.replace(/^:/, '')] ?? null);
}

const POSIX_RULES: Readonly<Record<string, string>> = {
  EST5EDT: 'America/New_York',
  CST6CDT: 'America/Chicago',
  MST7MDT: 'America/Denver',
  PST8PDT: 'America/Los_Angeles',
  AKST9AKDT: 'America/Anchorage',
  'NST3:30NDT': 'America/St_Johns',
  AST4ADT: 'America/Halifax',
  GMT0BST: 'Europe/London',
  WET0WEST: 'Europe/Lisbon',
  'CET-1CEST': 'Europe/Berlin',
  'EET-2EEST': 'Europe/Helsinki',
  'IST-2IDT': 'Asia/Jerusalem',
  'IST-1GMT0': 'Europe/Dublin',
  'AEST-10AEDT': 'Australia/Sydney',
  'ACST-9:30ACDT': 'Australia/Adelaide',
  'ACST-9:30': 'Australia/Darwin',
  'NZST-12NZDT': 'Pacific/Auckland',
  'IST-5:30': 'Asia/Kolkata',
};

/** Whether the database has this name. */
export function isZone(name: string): boolean {
  return currentName(name) !== null;
}

/** The zone that a mistyped name is one or two letters away from. */
export function nearestZone(name: string): string | null {
  const ranked = allNames()
    .map((zone) => ({ zone, far: distance(zone.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const [best] = ranked;
  return best !== undefined && best.far <= 2 ? best.zone : null;
}
