import { blocksReaders, type ZoneFiles } from '../files/zone-files.ts';
import { readZoneFromZip } from '../files/zoneinfo-zip.ts';
import { goZone } from './go-zone.ts';
import { LOCALTIME, type Resolution, utc, type ZoneSettings } from './resolution.ts';

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
  return fromPrograms(files, settings, name) ?? fromZip(files, settings, name) ?? utc('fallback');
}

/** The data that a program has inside: `import _ "time/tzdata"`, or `-tags timetzdata`. */
function fromPrograms(files: ZoneFiles, { programs }: ZoneSettings, name: string): Resolution | null {
  for (const path of programs) {
    const archive = files.embedded(path);
    const bytes = archive === null ? null : readZoneFromZip(archive, name);
    const at = bytes === null ? null : goZone(bytes);
    if (at !== null) return { source: 'own-data', name, path, at };
  }
  return null;
}

/**
 * The copy of the data in the GOROOT that the program was built with. That any program has data inside is not
 * assumed where only `check` is asked.
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
