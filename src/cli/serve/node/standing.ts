import { createHash } from 'node:crypto';
import { type Dependency, isInFiles, valueNow, wordsOfValue } from '../../../serve/watch/dependency.ts';
import type { Observation } from '../../../serve/watch/observer.ts';
import type { Host } from '../../../target/host.ts';
import type { Glance, Link } from '../../../target/process/glance.ts';
import type { Looked } from '../../../target/process/look.ts';
import type { FileTrail } from '../../../target/process/trail/file-trail.ts';
import { WORDS } from '../../../target/process/trail/process-trail.ts';

/** Coarser than the clock of any file system that is mounted in containers, milliseconds. */
const FRESH_MS = 2000;

/** Of what the kernel writes anew at each reading, that of which the trail of the process tells (a map of ids is written once). */
const OF_PROCESS = new Set([
  ...[...WORDS.filter((name) => name !== 'environ'), 'uid_map', 'gid_map'].map(
    (name) => `/proc/self/${name}`,
  ),
  '/proc/1/status',
  '/proc/self/exe',
]);

/** A directory in which more than so much was looked at is crowded. */
const CROWD = 32;

/** What all that one probe looked at is like; two of one value are taken for the same. */
export interface Sight {
  /** By each single thing; null where it was not asked. */
  readonly each: string | null;
  /** By crowded directories, such as those of certificates, in the place of what is in them. */
  readonly quick: string;
  /** When something of it was last changed, milliseconds since 1970. */
  readonly newestMs: number;
  /** Something was changed so shortly before that another change may bear the same time. */
  readonly fresh: boolean;
}

/** What probes (and the choice of the profile) looked at, by their names. */
export interface Sights {
  readonly sights: ReadonlyMap<string, Sight>;
  readonly crowded: ReadonlySet<string>;
  /** Those of them that are in the layers of the image, and what they are like. */
  readonly crowds: ReadonlyMap<string, string>;
}

/** Sights of now. */
export interface SightsNow extends Sights {
  /** All of it in the fewest calls, for looks while nothing changes; null where they would not tell all. */
  trail(): FileTrail | null;
}

/** How it was when nothing had changed since it was looked at. */
export interface Standing extends Sights {
  /** Where links lead. */
  readonly links: Map<string, Link>;
  /** Monotonic: when each single thing was asked. */
  readonly wholeMs: number;
}

/** When and how it is looked at. */
export interface Sighting {
  /** Directories of which only they themselves are asked; null: each single thing is. */
  readonly crowded: ReadonlySet<string> | null;
  /** Milliseconds since 1970: what has changed since shortly before is fresh. */
  readonly sinceMs: number;
  /** What is not in files is as it was when it was written down, and not asked again. */
  readonly asWritten?: boolean;
}

export function sightsOf(
  { dependencies }: Pick<Observation, 'dependencies'>,
  links: Map<string, Link>,
  looked: Pick<Looked, 'glances' | 'layers'>,
  host: Host,
  { crowded, sinceMs, asWritten = false }: Sighting,
): SightsNow {
  const glances = looked.glances(links, crowded ?? new Set());
  const words = new Map<string, Glance>();
  const glanceAt = (dependency: Dependency): Glance => {
    const { sign, path } = dependency;
    if (isInFiles(dependency)) return glances.at(path);
    const known = words.get(`${sign} ${path}`) ?? {
      value: wordsOfValue(asWritten ? dependency.value : valueNow(sign, path, host)),
      newestMs: 0,
    };
    words.set(`${sign} ${path}`, known);
    return known;
  };
  try {
    const seen = [...dependencies].flatMap(([name, { list, tooMany, untilMs }]) =>
      tooMany || (untilMs !== null && host.monotonic() >= untilMs)
        ? []
        : [[name, list.map(glanceAt)] as const],
    );
    const full = crowded ?? crowdedIn(seen.flatMap(([, all]) => all));
    const sights = seen.map(([name, all]) => [name, sightOf(all, full, crowded === null, sinceMs)] as const);
    const isAll = [...dependencies.values()].every(
      ({ list, tooMany, untilMs }) =>
        !tooMany && untilMs === null && list.every((one) => isInFiles(one) || OF_PROCESS.has(one.path)),
    );
    const trail = () => (isAll ? glances.trail(full, sinceMs - FRESH_MS) : null);
    const crowds = [...full].filter((path) => looked.layers?.hold(path) === true);
    return {
      ...{ sights: new Map(sights), crowded: full, trail },
      crowds: new Map(crowds.map((path) => [path, glances.at(path).value])),
    };
  } finally {
    glances.close();
  }
}

/** What stands, by what was seen before; null where nothing is known of it. */
export function sameIn({ sights }: Pick<Sights, 'sights'>, now: Pick<Sights, 'sights'>): ReadonlySet<string> {
  const same = [...now.sights].filter(([name, { each, quick }]) => {
    const was = sights.get(name);
    return was !== undefined && (each === null ? was.quick === quick : was.each === each);
  });
  return new Set(same.map(([name]) => name));
}

/**
 * How it stands after a look that began with `now`: what has changed since then differs from it at the next look. Of what
 * was not looked at to its end, or in other places than before, nothing is known.
 */
export function sightsAfter(
  now: Sights,
  was: Standing | null,
  before: Observation,
  after: Observation,
  same: ReadonlySet<string>,
): ReadonlyMap<string, Sight> {
  const open = new Set(
    after.seen.outcomes.flatMap(({ probe, inconclusive }) => (inconclusive ? [probe.name] : [])),
  );
  const places = (observation: Observation, name: string) =>
    observation.dependencies
      .get(name)
      ?.list.map(({ sign, path }) => `${sign} ${path}`)
      .join('\0');
  const standing = [...now.sights].flatMap(([name, sight]) => {
    const kept = was?.sights.get(name);
    if (same.has(name) && kept !== undefined) return [[name, mostOf(sight, kept)] as const];
    const isKnown = !sight.fresh && !open.has(name) && places(before, name) === places(after, name);
    return isKnown ? [[name, sight] as const] : [];
  });
  return new Map(standing);
}

/**
 * How it stands after a first look, by sights that began when it was over: what had not changed since before it began was the
 * same for all of it.
 */
export function sightsAtFirst(now: Sights, { seen }: Observation): ReadonlyMap<string, Sight> {
  const open = new Set(
    seen.outcomes.flatMap(({ probe, inconclusive }) => (inconclusive ? [probe.name] : [])),
  );
  return new Map([...now.sights].filter(([name, { fresh }]) => !fresh && !open.has(name)));
}

/** Of what stands: in what was not asked now there is what was found in it before. */
function mostOf(now: Sight, kept: Sight): Sight {
  return { ...now, each: now.each ?? kept.each, newestMs: Math.max(now.newestMs, kept.newestMs) };
}

function sightOf(
  all: readonly Glance[],
  crowded: ReadonlySet<string>,
  whole: boolean,
  sinceMs: number,
): Sight {
  const quick = all.map(({ value, place }) => (place && crowded.has(place.path) ? place.value : value));
  const newestMs = all.reduce((newest, glance) => Math.max(newest, glance.newestMs), 0);
  return {
    each: whole ? digest(all.map(({ value }) => value)) : null,
    quick: digest(quick),
    newestMs,
    fresh: newestMs > sinceMs - FRESH_MS,
  };
}

function crowdedIn(seen: readonly Glance[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { place } of seen) if (place) counts.set(place.path, (counts.get(place.path) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > CROWD).map(([path]) => path));
}

function digest(values: readonly string[]): string {
  return createHash('sha256').update(values.join('\0')).digest('base64');
}
