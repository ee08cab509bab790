import { realPath } from '../../../src/target/posix/real-path.ts';
import type { ZoneFiles } from '../files/zone-files.ts';
import { isUtcName, nameInPath, withoutVariant } from '../files/zone-name.ts';
import { type GlibcResolution, glibcZone, resolveGlibc } from './glibc.ts';
import type { Icu } from './icu.ts';
import {
  LOCALTIME,
  type LocalTime,
  type Resolution,
  UTC_TIME,
  ZONEINFO,
  type ZoneSettings,
} from './resolution.ts';

/** Node's zone: the identifier that ICU settled on, which `Intl` then shows in its own form. */
export interface NodeResolution extends Resolution {
  /** ICU's identifier; empty where it has none and says Etc/Unknown. */
  readonly id: string;
  /** ICU knows the identifier and its rules; else it has an offset only, without daylight saving time. */
  readonly known: boolean;
}

/** What Node needs beside the files. */
export interface NodeTools {
  /**
   * Always ask Node's data for what is not UTC: they may be older or newer than the files. Costs 25 ms; without it the data
   * are taken to be the same.
   */
  readonly exact: boolean;
  readonly icu: () => Icu;
  /** Name of the zone whose file in zoneinfo has the same bytes as /etc/localtime; null where none has. */
  readonly nameByContent: () => string | null;
}

/**
 * The zone as Node's ICU sees it (ICU's common/putil.cpp, uprv_tzname; i18n/timezone.cpp,
 * detectHostTimeZone). TZ is taken for a name if there is nothing in it but a number of two digits at
 * the end; else /etc/localtime counts even though TZ is set. A name that ICU does not know becomes a
 * zone of fixed offset: standard time as the C library sees it.
 *
 * The official builds of Node use glibc, so that is asked for the offset.
 */
export function resolveNode(files: ZoneFiles, settings: ZoneSettings, tools: NodeTools): NodeResolution {
  const libc = resolveGlibc(files, settings);
  if (libc.source === 'blocked') return { ...libc, id: '', known: false };
  const { tz } = settings;
  const id =
    tz !== null && isIcuName(tz) ? withoutVariant(tz.replace(/^:/, '')) : fromLocaltime(files, libc, tools);
  if (id === '') return { ...fixedZone('', 0), source: 'utc' };
  // Of what age its data are makes no difference to these.
  if (isUtcName(id)) {
    const asAbbreviation = isShort(id) && libc.standardOffset !== 0;
    return asAbbreviation ? fixedZone(id, libc.standardOffset) : ownData(id, () => UTC_TIME);
  }
  if (tools.exact) return askIcu(id, libc.standardOffset, tools.icu());
  // A common name whose file is there: Node's own data says what the file says, and need not be asked.
  const file = libc.source === 'file' && id.includes('/') ? files.read(`${ZONEINFO}/${id}`) : null;
  const zone = file?.ok ? glibcZone(file.value) : null;
  if (zone !== null) return ownData(id, zone.at);
  return askIcu(id, libc.standardOffset, tools.icu());
}

const UTC0 = { offsetSeconds: 0, isDst: false };

function isShort(id: string): boolean {
  return id.length >= 3 && id.length <= 4;
}

function askIcu(id: string, standardOffset: number, icu: Icu): NodeResolution {
  const at = (seconds: number): LocalTime | null => {
    const offset = icu.offsetAt(id, seconds);
    return offset === null ? null : { offsetSeconds: offset, isDst: false, abbreviation: '' };
  };
  const year = 365 * 86_400;
  const raw = Math.min(
    at(56 * year)?.offsetSeconds ?? Number.NaN,
    at(56.5 * year)?.offsetSeconds ?? Number.NaN,
  );
  // Three or four letters may be an abbreviation that means another zone elsewhere (CST).
  const ambiguous = isShort(id) && raw !== standardOffset;
  if (Number.isNaN(raw) || ambiguous) return fixedZone(id, standardOffset);
  return ownData(id, (seconds) => at(seconds) ?? { ...UTC0, abbreviation: '' });
}

function ownData(id: string, at: Resolution['at']): NodeResolution {
  return { source: 'own-data', name: id, path: null, id, known: true, at };
}

function fixedZone(id: string, offsetSeconds: number): NodeResolution {
  const at = () => ({ offsetSeconds, isDst: false, abbreviation: '' });
  return { source: 'fallback', name: null, path: null, id, known: false, at };
}

/** isValidOlsonID: no digit and no comma but up to two digits at the end; and four famous exceptions. */
function isIcuName(text: string): boolean {
  return /^[^0-9,]*\d{0,2}$/.test(text) || ['PST8PDT', 'MST7MDT', 'CST6CDT', 'EST5EDT'].includes(text);
}

/** By the link, else by comparing the file with every zone, else by the abbreviation. */
function fromLocaltime(files: ZoneFiles, libc: GlibcResolution, tools: NodeTools): string {
  const real = realPath(files, LOCALTIME);
  if (real.ok && real.value !== LOCALTIME) {
    const linked = nameBehind(files, real.value);
    if (linked !== null && isIcuName(linked)) return linked;
  } else if (real.ok) {
    const found = tools.nameByContent();
    if (found !== null && isIcuName(found)) return found;
  }
  return byAbbreviation(libc);
}

function nameBehind(files: ZoneFiles, real: string): string | null {
  const name = nameInPath(real);
  if (name !== null && name !== 'posixrules') return name;
  const target = files.readlink(LOCALTIME);
  return target.ok ? nameInPath(target.value) : null;
}

/** Two instants of 2007, one in each season. */
const JUNE = 1_182_478_260;
const DECEMBER = 1_198_332_540;

/** The abbreviation of standard time, or the zone that ICU's table has for the pair of abbreviations. */
function byAbbreviation(libc: GlibcResolution): string {
  const june = libc.at(JUNE);
  const december = libc.at(DECEMBER);
  const season = december.isDst ? 2 : june.isDst ? 1 : 0;
  const seen =
    season === 2 ? [june.abbreviation, december.abbreviation] : [december.abbreviation, june.abbreviation];
  const [standard = '', daylight = ''] = libc.names ?? seen;
  return BY_ABBREVIATION[`${0 - libc.standardOffset} ${season} ${standard} ${daylight}`] ?? standard;
}

/**
 * ICU's table (putil.cpp, OFFSET_ZONE_MAPPINGS), as far as today's zone data still has the
 * abbreviations; its older ones (PETT, MAGT, AMT…) occur in no file since 2017.
 */
const BY_ABBREVIATION: Readonly<Record<string, string>> = {
  '-43200 2 NZST NZDT': 'Pacific/Auckland',
  '-7200 1 EET EEST': 'Europe/Athens',
  '-7200 1 IST IDT': 'Asia/Jerusalem',
  '0 1 GMT IST': 'Europe/Dublin',
  '0 1 GMT BST': 'Europe/London',
  '12600 1 NST NDT': 'America/St_Johns',
  '14400 1 AST ADT': 'Canada/Atlantic',
  '18000 1 CST CDT': 'America/Havana',
  '18000 1 EST EDT': 'US/Eastern',
  '21600 1 CST CDT': 'US/Central',
  '25200 1 MST MDT': 'US/Mountain',
  '28800 1 PST PDT': 'US/Pacific',
};

/**
 * What `Intl.DateTimeFormat().resolvedOptions().timeZone` shows: ICU's canonical name, `Etc/Unknown`, an
 * offset for a custom identifier (`GMT+8`), or nothing.
 */
export function intlName(node: NodeResolution, icu: Icu, nodeVersion: string): string | null {
  if (node.source === 'blocked') return null;
  if (node.id === '') return 'Etc/Unknown';
  const major = Number.parseInt(nodeVersion.replace(/^v/, ''), 10);
  if (node.id === 'Factory') return 'Etc/Unknown';
  const custom = /^GMT(?:([+-])(\d{1,2}))?$/i.exec(node.id);
  if (custom !== null && (custom[1] !== undefined || major >= 22)) {
    const offset = `${custom[1] ?? '+'}${(custom[2] ?? '0').padStart(2, '0')}:00`;
    return major >= 22 ? offset : `GMT${offset}`;
  }
  return icu.canonical(node.id);
}
