import type { Host } from '../../../src/target/host.ts';
import { allNames, currentName } from '../database/known-names.ts';
import { oldNames } from '../database/names.ts';
import { ZONEINFO } from '../runtimes/resolution.ts';
import { zoneOfCity } from './cities.ts';
import { nameInOtherCase, zoneNames } from './zone-search.ts';

/** What is asked of a machine; a policy that is read anywhere has none. */
type Machine = Pick<Host, 'stat' | 'lstat' | 'readlink' | 'readdir' | 'entries' | 'readFile'>;

/**
 * What is wrong with the name of a zone that somebody asks for; null where nothing is. A name is good where the
 * container's zoneinfo has it, or the database of probe-env. One that neither has is a slip where a known one is near,
 * or where its area is none; else it may be newer than both, and the probe will say what the container makes of it.
 */
export async function zoneMistake(name: string, host: Machine | null): Promise<string | null> {
  const here = host?.stat(`${ZONEINFO}/${name}`);
  if (here?.ok && here.value.type === 'file') return null;
  if (currentName(name) !== null) return null;
  const near = await whatIsMeant(name, host);
  if (near === null && mayBeNewer(name)) return null;
  return `there is no zone ${JSON.stringify(name)}${near === null ? ', such as Europe/Berlin' : `; did you mean ${near}?`}`;
}

/** A name of a known area that is near to no other may be newer than every table. */
export function mayBeNewer(name: string): boolean {
  return AREAS.has(name.split('/')[0] ?? '') && name.includes('/');
}

const AREAS = new Set(
  'Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific Etc'.split(' '),
);

/** A name of the database differs from every other by more than this; what differs by less was mistyped. */
const MAX_SLIPS = 2;

const NEVER = { remainingMs: () => 1000, expired: () => false, fairMs: 1 };

async function whatIsMeant(name: string, host: Machine | null): Promise<string | null> {
  const files =
    host === null ? null : { ...host, read: (path: string) => host.readFile(path), embedded: () => null };
  const otherCase = files === null ? null : nameInOtherCase(files, name);
  if (otherCase !== null) return otherCase;
  const here = files === null ? [] : [...zoneNames(files, NEVER)];
  const known = zoneOfCity(name);
  if (known !== null) return known;
  const names = [...new Set([...here, ...allNames(), ...oldNames().keys()])];
  const wanted = fold(name);
  const city = names.find((known) => fold(known) === wanted || fold(known).endsWith(`/${wanted}`));
  if (city !== undefined) return city;
  const { distance } = await import('../../../src/core/text/meant/distance.ts');
  const ranked = names
    .map((known) => ({ known, far: distance(wanted, fold(known)) }))
    .sort((a, b) => a.far - b.far);
  const [best] = ranked;
  return best !== undefined && best.far <= MAX_SLIPS && wanted.length > 2 * MAX_SLIPS ? best.known : null;
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[ -]/g, '_');
}
