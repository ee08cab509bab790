import { parseGoPosix } from './posix-go.ts';
import { posixTime } from './posix-tz.ts';
import { LOCALTIME, type LocalTime, type Resolution, utc, type ZoneSettings } from './resolution.ts';
import { type Block, decodeTzif, designationAt, type Tzif } from './tzif.ts';
import { blocksReaders, type ZoneFiles } from './zone-files.ts';
import { readZoneFromZip } from './zoneinfo-zip.ts';

/** Go's platformZoneSources; `/etc/zoneinfo` is the newest, since Go 1.21. */
const SOURCES = ['/usr/share/zoneinfo', '/usr/share/lib/zoneinfo', '/usr/lib/locale/TZ', '/etc/zoneinfo'];

/**
 * The zone of `time.Local` (Go's time/zoneinfo_unix.go, initLocal): no TZ is /etc/localtime, an empty one
 * UTC, one leading colon is dropped, a path is a file, anything else a name. There are no POSIX strings,
 * and whatever fails is UTC without a word.
 */
export function resolveGo(files: ZoneFiles, settings: ZoneSettings): Resolution {
  if (settings.tz === null) return load(files, LOCALTIME, null) ?? utc('fallback');
  const name = settings.tz.replace(/^:/, '');
  if (name === '' || name === 'UTC') return utc('utc');
  if (name.startsWith('/')) return load(files, name, null) ?? utc('fallback');
  for (const source of SOURCES) {
    const found = load(files, `${source}/${name}`, name);
    if (found !== null) return found;
  }
  return fromZip(files, settings, name) ?? utc('fallback');
}

/**
 * The copy of the data in the GOROOT that the program was built with. Binaries with `time/tzdata` inside
 * would find the name too: that cannot be seen from outside, so it is not assumed.
 */
function fromZip(files: ZoneFiles, { goroots }: ZoneSettings, name: string): Resolution | null {
  for (const goroot of goroots) {
    const path = `${goroot}/lib/time/zoneinfo.zip`;
    const archive = files.read(path);
    const bytes = archive.ok ? readZoneFromZip(archive.value, name) : null;
    const at = bytes === null ? null : goZone(bytes);
    if (at !== null) return { source: 'own-data', name, path, at };
  }
  return null;
}

function load(files: ZoneFiles, path: string, name: string | null): Resolution | null {
  const file = files.read(path);
  if (blocksReaders(file)) return { ...utc('blocked', null), path };
  const at = file.ok ? goZone(file.value) : null;
  return at === null ? null : { source: 'file', name, path, at };
}

/** time.LoadLocationFromTZData: null where Go says "malformed time zone information". */
export function goZone(bytes: Buffer): ((seconds: number) => LocalTime) | null {
  const tzif = decodeTzif(bytes);
  // Version 4 (leap seconds that end or begin early) is valid since RFC 9636; Go knows 1 to 3.
  if (tzif === null || ![0, 0x32, 0x33].includes(tzif.version)) return null;
  const { block } = tzif;
  if (block === null || block.types.length === 0) return null;
  if (block.types.some((type) => type.designation >= block.designations.length)) return null;
  if (block.typeIndices.some((index) => index >= block.types.length)) return null;
  const extend = extendString(tzif);
  const rules = extend === '' ? null : parseGoPosix(extend);
  return (seconds) => {
    const last = block.times.length - 1;
    const i = lastBefore(block.times, seconds);
    if (i === last && last >= 0 && rules !== null) return posixTime(rules, seconds);
    // A file without transitions gets one at the beginning of time, so its rules count too.
    if (last < 0) return rules === null ? localTime(block, 0) : posixTime(rules, seconds);
    return localTime(block, i < 0 ? firstType(block) : (block.typeIndices[i] ?? 0));
  };
}

/** Everything between the first and the last byte of the rest, if both are newlines. */
function extendString({ rest }: Tzif): string {
  const last = rest.length - 1;
  return last >= 2 && rest[0] === 10 && rest[last] === 10 ? rest.toString('latin1', 1, last) : '';
}

function localTime(block: Block, index: number): LocalTime {
  const type = block.types[index];
  return {
    offsetSeconds: type?.offset ?? 0,
    isDst: (type?.dst ?? 0) !== 0,
    abbreviation: designationAt(block, type?.designation ?? 0),
  };
}

/** Index of the last transition at or before `seconds`, -1 where it is before all. */
export function lastBefore(times: readonly number[], seconds: number): number {
  const [first] = times;
  if (first === undefined || seconds < first) return -1;
  let low = 0;
  let high = times.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (seconds < (times[middle] ?? 0)) high = middle;
    else low = middle;
  }
  return low;
}

/** Location.lookupFirstZone: the type before the first transition. */
function firstType(block: Block): number {
  if (!block.typeIndices.includes(0)) return 0;
  const first = block.typeIndices[0] ?? 0;
  if (block.types[first]?.dst !== 0) {
    for (let i = first - 1; i >= 0; i--) if (block.types[i]?.dst === 0) return i;
  }
  return Math.max(
    0,
    block.types.findIndex((type) => type.dst === 0),
  );
}
