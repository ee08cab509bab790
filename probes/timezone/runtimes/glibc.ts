import { type Block, decodeTzif, designationAt, type Tzif } from '../files/tzif.ts';
import { blocksReaders, type ZoneFiles } from '../files/zone-files.ts';
import { parseGlibcPosix } from '../posix/posix-glibc.ts';
import { type PosixZone, posixTime } from '../posix/posix-tz.ts';
import { lastBefore } from './local-time.ts';
import {
  LOCALTIME,
  type LocalTime,
  type Resolution,
  UTC_TIME,
  ZONEINFO,
  type ZoneSettings,
} from './resolution.ts';

/** What glibc makes of TZ: the zone and the `timezone` variable that ICU reads. */
export interface GlibcResolution extends Resolution {
  /** Seconds east of UTC of standard time: `timezone` with the sign turned round. */
  readonly standardOffset: number;
  /** Both elements of `tzname`, where TZ itself gives them. */
  readonly names: readonly [string, string] | null;
}

/**
 * The zone as glibc sees it (time/tzset.c, tzset_internal; time/tzfile.c): an empty TZ is the file
 * `Universal`, one leading colon is dropped, then a file of that name is tried, in TZDIR where that is
 * set; only then is TZ read as a POSIX string, of which glibc takes what it understands.
 */
export function resolveGlibc(files: ZoneFiles, settings: ZoneSettings): GlibcResolution {
  const { tz } = settings;
  const name = tz === null ? LOCALTIME : tz === '' ? 'Universal' : tz.replace(/^:/, '');
  const path = name.startsWith('/') ? name : `${settings.tzdir ?? ZONEINFO}/${name}`;
  const file = name === '' ? null : files.read(path);
  if (file !== null && blocksReaders(file)) return { ...fixed('blocked', null, UTC_TIME), path };
  const zone = file?.ok ? glibcZone(file.value) : null;
  if (zone !== null) return { source: 'file', name: tz === null ? null : name, path, ...zone };
  if (name === '') return fixed('utc', 'UTC', UTC_TIME);
  if (name === LOCALTIME) return fixed('fallback', 'UTC', UTC_TIME);
  return posixResolution(files, settings, name);
}

function posixResolution(files: ZoneFiles, settings: ZoneSettings, tz: string): GlibcResolution {
  const { zone, rulesMissing } = parseGlibcPosix(tz);
  const adopted = rulesMissing ? adoptPosixRules(files, settings, zone) : null;
  const understood = zone.dst !== null || zone.std.offset !== 0 || /^[A-Za-z]{3,}[+-]?0|^<.*>/.test(tz);
  return {
    // "Asia", offset 0, is not what anybody who wrote Asia/Shanghai asked for.
    source: tz === 'Universal' ? 'utc' : understood ? 'posix' : 'fallback',
    name: null,
    path: adopted === null ? null : `${settings.tzdir ?? ZONEINFO}/posixrules`,
    standardOffset: zone.std.offset,
    names: [zone.std.name, zone.dst?.name ?? zone.std.name],
    at: adopted ?? ((seconds) => posixTime(zone, seconds)),
  };
}

function fixed(source: Resolution['source'], name: string | null, time: LocalTime): GlibcResolution {
  return { source, name, path: null, standardOffset: time.offsetSeconds, names: null, at: () => time };
}

type Zone = Pick<GlibcResolution, 'at' | 'standardOffset' | 'names'>;

/** __tzfile_read and __tzfile_compute: null where glibc gives the file up. */
export function glibcZone(bytes: Buffer): Zone | null {
  const tzif = decodeTzif(bytes);
  const block = tzif === null ? null : accepted(tzif);
  if (tzif === null || block === null) return null;
  const footer = footerString(tzif);
  const rules = footer === '' ? null : parseGlibcPosix(footer).zone;
  return {
    standardOffset: standardOffset(block),
    names: null,
    at: (seconds) => {
      const i = lastBefore(block.times, seconds);
      if (i < 0) return localTime(block, firstType(block));
      if (i === block.times.length - 1 && rules !== null) return posixTime(rules, seconds);
      return localTime(block, block.typeIndices[i] ?? 0);
    },
  };
}

function accepted({ block, secondMagic, version, rest }: Tzif): Block | null {
  if (block === null || !secondMagic) return null;
  const { counts } = block;
  if (counts.isStd > counts.type || counts.isUt > counts.type) return null;
  if (block.typeIndices.some((index) => index >= counts.type)) return null;
  if (block.types.some((type) => type.dst > 1 || type.designation > counts.char)) return null;
  // A newline and one byte more are required from version 2 on.
  if (version !== 0 && rest.length < 2) return null;
  return counts.type === 0 ? null : block;
}

/** The rest of the file without its first and last byte, up to a NUL: glibc trusts the file here. */
function footerString({ version, rest }: Tzif): string {
  if (version === 0 || rest[0] !== 10) return '';
  const text = rest.toString('latin1', 1, rest.length - 1);
  const nul = text.indexOf('\0');
  return nul < 0 ? text : text.slice(0, nul);
}

/** rule_stdoff: the offset of the last transition to standard time. */
function standardOffset(block: Block): number {
  if (block.times.length === 0) return block.types[0]?.offset ?? 0;
  for (let i = block.typeIndices.length - 1; i >= 0; i--) {
    const type = block.types[block.typeIndices[i] ?? 0];
    if (type?.dst === 0) return type.offset;
  }
  return 0;
}

/** Before the first transition: the first type that is standard time, else the first. */
function firstType(block: Block): number {
  return Math.max(
    0,
    block.types.findIndex((type) => type.dst === 0),
  );
}

function localTime(block: Block, index: number): LocalTime {
  const type = block.types[index];
  return {
    offsetSeconds: type?.offset ?? 0,
    isDst: type?.dst === 1,
    abbreviation: designationAt(block, type?.designation ?? 0),
  };
}

/**
 * __tzfile_default: the user named both zones but no rules, so the transitions of `posixrules` (New York
 * on Debian up to 12; 13 has no such file) are taken, moved to the user's offsets.
 */
function adoptPosixRules(
  files: ZoneFiles,
  { tzdir }: ZoneSettings,
  { std, dst }: PosixZone,
): ((seconds: number) => LocalTime) | null {
  const file = files.read(`${tzdir ?? ZONEINFO}/posixrules`);
  const tzif = file.ok ? decodeTzif(file.value) : null;
  const block = tzif === null ? null : accepted(tzif);
  if (tzif === null || block === null || dst === null || block.types.length < 2) return null;
  const theirs = standardOffset(block);
  const moved: number[] = [];
  let wasDst = false;
  for (const [i, time] of block.times.entries()) {
    const index = block.typeIndices[i] ?? 0;
    const type = block.types[index];
    const inUt = (block.isUt[index] ?? 0) !== 0;
    const inStd = (block.isStd[index] ?? 0) !== 0;
    const shift = inUt ? 0 : wasDst && !inStd ? dst.offset - daylightOffset(block) : std.offset - theirs;
    moved.push(time + shift);
    wasDst = type?.dst === 1;
  }
  const footer = footerString(tzif);
  const rules = footer === '' ? null : parseGlibcPosix(footer).zone;
  return (seconds) => {
    const i = lastBefore(moved, seconds);
    // Beyond the last transition glibc shows the zone of posixrules itself, not the user's.
    if (i === moved.length - 1 && rules !== null) return posixTime(rules, seconds);
    const isDst = i >= 0 && block.types[block.typeIndices[i] ?? 0]?.dst === 1;
    return isDst
      ? { offsetSeconds: dst.offset, isDst, abbreviation: dst.name }
      : { offsetSeconds: std.offset, isDst, abbreviation: std.name };
  };
}

/** rule_dstoff: the offset of the last transition to daylight saving time. */
function daylightOffset(block: Block): number {
  for (let i = block.typeIndices.length - 1; i >= 0; i--) {
    const type = block.types[block.typeIndices[i] ?? 0];
    if (type?.dst === 1) return type.offset;
  }
  return standardOffset(block);
}
