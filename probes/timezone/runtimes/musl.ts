import { NAME_MAX } from '../../../src/target/posix/path-limits.ts';
import { type Block, decodeTzif } from '../files/tzif.ts';
import type { ZoneFiles } from '../files/zone-files.ts';
import { isMuslPosix, NO_RULE, parseMuslPosix } from '../posix/posix-musl.ts';
import { type PosixZone, posixTime } from '../posix/posix-tz.ts';
import { lastBefore, localTime } from './local-time.ts';
import { LOCALTIME, type LocalTime, type Resolution, utc, type ZoneSettings } from './resolution.ts';

const SOURCES = ['/usr/share/zoneinfo', '/share/zoneinfo', '/etc/zoneinfo'];

/**
 * The zone as musl sees it (src/time/__tz.c, do_tzset, 1.2): whether TZ is a POSIX string is decided
 * first, by its look; else it is a path (`/…`, and `./…` from the working directory) or a name without
 * dots. What is not found is UTC. TZDIR means nothing here. Files are opened without waiting, so a FIFO
 * is merely no file.
 */
export function resolveMusl(files: ZoneFiles, settings: ZoneSettings): Resolution {
  const { tz } = settings;
  if (tz === '') return utc('utc');
  if (tz !== null && isMuslPosix(tz)) return posix(tz);
  const name = (tz ?? LOCALTIME).replace(/^:/, '');
  for (const path of candidates(name, settings.cwd)) {
    const file = files.read(path);
    // The first file that can be mapped ends the search, whatever is in it; an empty one cannot.
    if (!file.ok || file.value.length === 0) continue;
    const at = muslZone(file.value);
    if (at === null) break;
    return { source: 'file', name: tz === null ? null : name, path, at };
  }
  return utc(name === '' ? 'utc' : 'fallback');
}

function posix(tz: string): Resolution {
  const zone = parseMuslPosix(tz);
  const isUtc = zone.dst === null && zone.std.offset === 0 && zone.std.name === 'UTC';
  return {
    source: isUtc ? 'utc' : 'posix',
    name: isUtc ? 'UTC' : null,
    path: null,
    at: (seconds) => posixTime(zone, seconds, 'dst'),
  };
}

function candidates(name: string, cwd: string | null): readonly string[] {
  if (name.startsWith('/')) return [name];
  if (name.startsWith('.')) return cwd === null ? [] : [`${cwd}/${name}`];
  // Longer names are not looked for.
  if (name === '' || name.length > NAME_MAX || name.includes('.')) return [];
  return SOURCES.map((source) => `${source}/${name}`);
}

/**
 * musl trusts the file beyond its magic; where it would read outside of it the model says null. Only the
 * last line is taken as rules, and they hold from the last transition on; for a file with one transition,
 * before it too.
 */
export function muslZone(bytes: Buffer): ((seconds: number) => LocalTime) | null {
  const block = decodeTzif(bytes)?.block ?? null;
  if (block === null || block.types.length === 0) return null;
  const line = lastLine(bytes);
  const rules = line === null ? rulesFromTypes(block) : parseMuslPosix(line);
  return (seconds) => {
    const { times, typeIndices } = block;
    const i = lastBefore(times, seconds);
    if (times.length === 0) return localTime(block, 0);
    if (i === times.length - 1 || times.length === 1) return posixTime(rules, seconds, 'dst');
    return localTime(block, i < 0 ? firstType(block) : (typeIndices[i] ?? 0));
  };
}

function lastLine(bytes: Buffer): string | null {
  const last = bytes.length - 1;
  if (bytes[last] !== 10) return null;
  const start = bytes.lastIndexOf(10, last - 1) + 1;
  return bytes.toString('latin1', start, last);
}

/**
 * Without a last line: the first type of each kind, and both changes at New Year. The standard offset
 * passes through an unsigned int, so that zones east of UTC end up 136 years in the past (seen in 1.2.3).
 */
function rulesFromTypes(block: Block): PosixZone {
  const found = block.types.findIndex((type) => type.dst === 0);
  const summer = block.types.findIndex((type) => type.dst !== 0);
  const { offsetSeconds, abbreviation } = localTime(block, found >= 0 ? found : summer);
  const east = found < 0 ? 0 : offsetSeconds;
  const std = { name: abbreviation, offset: east > 0 ? east - 2 ** 32 : east };
  if (summer < 0) return { std, dst: null };
  const dst = localTime(block, summer);
  return {
    std,
    dst: { name: dst.abbreviation, offset: dst.offsetSeconds, start: NO_RULE, end: NO_RULE },
  };
}

/** Before the first transition: the first type whose flag is not the first one's, if that is standard. */
function firstType(block: Block): number {
  const other = block.types.findIndex((type) => type.dst !== block.types[0]?.dst);
  return other >= 0 && block.types[other]?.dst === 0 ? other : 0;
}
