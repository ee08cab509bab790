import type { Deadline } from '../../../src/core/probe.ts';
import type { Host } from '../../../src/target/host.ts';
import { mountOf, readMounts } from '../../../src/target/posix/mounts.ts';
import { realPath } from '../../../src/target/posix/real-path.ts';
import { mayBeOutdated } from '../database/may-be-outdated.ts';
import { type Icu, isAnotherZone, keepsTimeOf } from '../runtimes/icu.ts';
import { keepsUtc } from '../runtimes/keeps-utc.ts';
import { LOCALTIME, type LocalTime } from '../runtimes/resolution.ts';
import { readEtcTimezone } from '../search/asked.ts';
import { hasBytes, isSameFile, searchByContent, zonePath } from '../search/zone-search.ts';
import type { ZoneFiles } from './zone-files.ts';
import { isUtcName, nameInPath } from './zone-name.ts';

/** Which zone /etc/localtime is. */
export interface Localtime {
  /** The name of its content, as far as it is known. */
  readonly name: string | null;
  /** Set where the link bears another name than what the file holds. */
  readonly disagrees: { readonly link: string; readonly path: string; readonly mounted: boolean } | null;
  /** The deadline cut the search for the name. */
  readonly cut: boolean;
}

type Clock = (seconds: number) => LocalTime;

/**
 * Names a good /etc/localtime: by its link, which costs nothing; for a copy by /etc/timezone or by
 * comparing it with every zone.
 */
export function nameLocaltime(
  host: Host,
  files: ZoneFiles,
  icu: () => Icu,
  at: Clock,
  deadline: Deadline,
): Localtime {
  const real = realPath(files, LOCALTIME);
  const path = real.ok ? real.value : LOCALTIME;
  const target = files.readlink(LOCALTIME);
  const linked = nameInPath(path) ?? (target.ok ? nameInPath(target.value) : null);
  // Where /proc does not tell, the file on another file system is taken for mounted.
  const mounted = linked !== null && isFromElsewhere(files, path) && isMountPoint(host, path) !== false;
  const fits =
    linked !== null && holds(linked, at, mounted ? icu() : null) && !isOther(files, icu, linked, at);
  const unsure = fits && (mounted || mayBeOutdated(files, linked, LOCALTIME)) && !icu().history;
  if (fits && !unsure) return { name: linked, disagrees: null, cut: false };
  const { name, cut } = byContent(host, files, at, path, deadline);
  if (linked === null) return { name, cut, disagrees: null };
  // Where no clocks are known, only a file of another name with these bytes says that it is another zone.
  if (unsure && (name === null || isUtcName(name) || icu().canonical(name) === icu().canonical(linked)))
    return { name: linked, disagrees: null, cut };
  return {
    name,
    cut,
    disagrees: { link: linked, path, mounted: mounted || isMountPoint(host, path) === true },
  };
}

/** Without ICU only UTC is told from the rest: that is what images have, and what gets overwritten. */
function holds(name: string, at: Clock, icu: Icu | null): boolean {
  if (isUtcName(name)) return keepsUtc(at);
  if (at(0).abbreviation === 'UTC' && keepsUtc(at)) return false;
  return icu === null || keepsTimeOf(icu, name, at) !== false;
}

/** Asked where the file does not end in today's rule of that name: it may be old, or another zone's. */
function isOther(files: ZoneFiles, icu: () => Icu, name: string, at: Clock): boolean {
  return mayBeOutdated(files, name, LOCALTIME) && isAnotherZone(icu(), name, at);
}

function byContent(
  host: Host,
  files: ZoneFiles,
  at: Clock,
  path: string,
  deadline: Deadline,
): { readonly name: string | null; readonly cut: boolean } {
  if (at(0).abbreviation === 'UTC' && keepsUtc(at)) return { name: 'UTC', cut: false };
  const file = files.read(LOCALTIME);
  if (!file.ok) return { name: null, cut: false };
  const noted = readEtcTimezone(host);
  if (noted !== null && !isSameFile(files, zonePath(noted), path) && hasBytes(files, noted, file.value)) {
    return { name: noted, cut: false };
  }
  const { name, complete } = searchByContent(files, path, file.value, deadline);
  return { name, cut: !complete };
}

/** The file lies on another file system than its directory: cheap, and true of every bind mount from a host. */
function isFromElsewhere(files: ZoneFiles, path: string): boolean {
  const file = files.stat(path);
  const directory = files.stat(path.slice(0, path.lastIndexOf('/')) || '/');
  return file.ok && directory.ok && file.value.dev !== directory.value.dev;
}

/** On an overlay a file may differ in its device without being mounted. Null where /proc does not tell. */
export function isMountPoint(host: Host, path: string): boolean | null {
  const mounts = readMounts(host);
  return mounts === null ? null : mountOf(mounts, path)?.mountPoint === path;
}
