import { isUtcName } from '../files/zone-name.ts';
import { keepsUtc } from './keeps-utc.ts';
import type { LocalTime } from './resolution.ts';

/**
 * The zone data that Node brings along. Asking costs 17 ms for the first zone (the formatter's set-up),
 * so only unusual settings do it; for the names of UTC the answer is the same in every Node, and it is not asked.
 */
export interface Icu {
  /** Whether it knows how clocks went: else only names are known, and no offset. */
  readonly history: boolean;
  /** ICU's name for the zone, such as `Asia/Shanghai` for `PRC`; null where it knows no such zone. */
  canonical(name: string): string | null;
  /** Seconds east of UTC at `seconds` since 1970; null where it knows no such zone. */
  offsetAt(name: string, seconds: number): number | null;
}

/** The data of the Node that runs probe-env. Data only: nothing here asks for this process's own zone. */
export function ownIcu(): Icu {
  const formats = new Map<string, Intl.DateTimeFormat | null>();
  const format = (name: string) => {
    let found = formats.get(name);
    if (found === undefined) {
      found = makeFormat(name);
      formats.set(name, found);
    }
    return found;
  };
  return {
    history: true,
    canonical: (name) => (isUtcName(name) ? 'UTC' : (format(name)?.resolvedOptions().timeZone ?? null)),
    offsetAt: (name, seconds) => {
      if (isUtcName(name)) return 0;
      const text = format(name)?.format(seconds * 1000);
      return text === undefined ? null : parseLongOffset(text);
    },
  };
}

function makeFormat(name: string): Intl.DateTimeFormat | null {
  // Intl takes any case and, from Node 22 on, offsets; ICU itself takes names as they are written.
  if (!spelledLikeIcu(name)) return null;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch {
    return null;
  }
}

/** Words in names of the database that do not follow the pattern of a capital and small letters. */
const ODD_WORDS = new Set(
  'ACT LHI NSW GB NZ ROC ROK PRC W SU CHAT EasterIsland BajaNorte BajaSur DeNoronha DumontDUrville McMurdo ComodRivadavia IN es of au d'.split(
    ' ',
  ),
);

/** Names without an area: Japan, PRC, GMT+0, EST5EDT, NZ-CHAT. */
const PLAIN = /^(?:[A-Z][a-z]+|[A-Z]{2,3}|GMT[+-]?0|[A-Z]{3}\d[A-Z]{3}|GB-Eire|W-SU|NZ-CHAT)$/;

/** Written as the database writes names: every word capitalised, abbreviations in capitals. */
function spelledLikeIcu(name: string): boolean {
  const [first = '', ...rest] = name.split('/');
  if (rest.length === 0) return PLAIN.test(first);
  if (!/^[A-Z][a-z]+$|^US$|^SystemV$/.test(first)) return false;
  return rest.every((part) =>
    part.split(/[_-]/).every((word) => {
      if (ODD_WORDS.has(word) || /^[A-Z][a-z]*$|^\d+$/.test(word)) return true;
      return (first === 'Etc' || first === 'SystemV') && /^[A-Z]{3}[A-Z0-9+]*$/.test(word);
    }),
  );
}

/** `11/22/2026, GMT-04:56:02` → -17762. */
function parseLongOffset(text: string): number {
  const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text);
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = match ?? [];
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? 0 - total : total;
}

/** The middle of every month from 1970 to 2037, seconds: enough to tell any two rules apart. */
export function everyMonth(): readonly number[] {
  return Array.from({ length: 12 * 68 }, (_, i) => Date.UTC(1970, i, 15) / 1000);
}

/** Two data sets may be of different age: what is laid down for the years to come may differ. */
const SETTLED = Date.UTC(2020, 0) / 1000;

/**
 * Whether a zone keeps the clock of the one called `name`; null where ICU knows no such zone, or no clocks. Takes
 * 20 ms.
 */
export function keepsTimeOf(icu: Icu, name: string, at: (seconds: number) => LocalTime): boolean | null {
  if (isUtcName(name)) return keepsUtc(at);
  if (!icu.history || icu.canonical(name) === null) return null;
  return everyMonth().every((t) => t > SETTLED || icu.offsetAt(name, t) === at(t).offsetSeconds);
}

/**
 * Whether what a file holds cannot be the zone called `name`, of whatever age the data are: the past gets
 * corrected too, and summer time is half of it, but never most of it.
 */
export function isAnotherZone(icu: Icu, name: string, at: (seconds: number) => LocalTime): boolean {
  if (!icu.history || icu.canonical(name) === null) return false;
  const past = everyMonth().filter((t) => t <= SETTLED);
  const other = past.filter((t) => icu.offsetAt(name, t) !== at(t).offsetSeconds);
  return other.length > past.length * 0.6;
}
