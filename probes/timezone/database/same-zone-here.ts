import type { ZoneFiles } from '../files/zone-files.ts';
import type { Icu } from '../runtimes/icu.ts';
import { ZONEINFO } from '../runtimes/resolution.ts';
import { oldNames } from './names.ts';

/** What the database says of a name that this machine has no file for. */
export interface OtherName {
  /** It was replaced by a newer one; it is newer than this machine's data; or neither is known. */
  readonly age: 'old' | 'newer' | null;
  /** Another name of the same zone, whose file is there; null where there is none. */
  readonly here: string | null;
}

/** Looks for the same zone under another name: the newest that this machine has. */
export function otherName(files: ZoneFiles, icu: Icu, name: string): OtherName {
  const table = oldNames();
  const own = linksOf(files);
  const newer = table.get(name) ?? own?.links.get(name) ?? null;
  const current = newer ?? name;
  const older = [...table].filter(([, to]) => to === current).map(([old]) => old);
  const canonical = icu.canonical(name);
  const candidates = [newer, own?.links.get(name), ...older, canonical].filter(
    (other): other is string => other != null && other !== name,
  );
  const here = candidates.find((other) => isHere(files, other)) ?? null;
  if (newer !== null) return { age: 'old', here };
  const unknown = own !== null && !own.names.has(name);
  return { age: unknown || (here !== null && older.includes(here)) ? 'newer' : null, here };
}

/** The zone has a file. */
export function isHere(files: ZoneFiles, name: string): boolean {
  const file = files.stat(`${ZONEINFO}/${name}`);
  return file.ok && file.value.type === 'file';
}

/** What tzdata.zi, the source that the data were made from, knows; null where it is not there. */
function linksOf(files: ZoneFiles) {
  const source = files.read(`${ZONEINFO}/tzdata.zi`);
  if (!source.ok) return null;
  const links = new Map<string, string>();
  const names = new Set<string>();
  for (const line of source.value.toString('latin1').split('\n')) {
    const [kind, first = '', second = ''] = line.split(' ', 3);
    if (kind === 'Z') names.add(first);
    if (kind === 'L') {
      names.add(second);
      links.set(second, first);
    }
  }
  return { links, names };
}
