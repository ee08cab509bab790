import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../../../config/config.ts';
import type { AnyProbe } from '../../../core/probe.ts';
import { selected } from '../../../run/select.ts';
import { isSameAround } from '../../../serve/watch/around.ts';
import type { Host } from '../../../target/host.ts';
import type { Layers } from '../../../target/process/layers.ts';
import type { Looked, ProcessSeen } from '../../../target/process/look.ts';
import type { LookedAt } from './looked-at.ts';
import { type Sights, type Standing, sameIn } from './standing.ts';

/*
 * Containers of one image have the same files below what each of them writes. Whatever is written is first copied up, with the
 * directories above it, and has another time from then on (ctime, which nobody can set). What has the same inode and times in two
 * overlays of the same layers is therefore in these layers, and nobody can write it: what follows from it is found out once.
 */

/** A container of the same image and with the same rights, whose facts may be those of this one too; null: there is none. */
export function siblingOf(
  { layers, seen, mayBeSilent }: Pick<Looked, 'layers' | 'seen' | 'mayBeSilent'>,
  config: Config,
  others: readonly LookedAt[],
): LookedAt | null {
  if (layers === null || mayBeSilent) return null;
  const all = others.filter(
    (one) =>
      one.standing !== null &&
      one.observation.config === config &&
      isSibling(one.layers, layers) &&
      isAlike(one.process, seen),
  );
  // Of one that has just been changed less is known.
  const known = ({ standing }: LookedAt) => standing?.sights.size ?? 0;
  return all.reduce<LookedAt | null>(
    (best, one) => (best === null || known(one) >= known(best) ? one : best),
    null,
  );
}

function isSibling(one: Layers | null, other: Layers): boolean {
  // Of one overlay two may see the same file that is written.
  return one !== null && one.names === other.names && !one.own.some((name) => other.own.includes(name));
}

function isAlike(one: ProcessSeen, other: ProcessSeen): boolean {
  const of = ({ ids, rights, cwd, arch, environment, own }: ProcessSeen) =>
    [ids, rights, cwd, arch, environment.known, Object.keys(own)] as const;
  return one.environment.known && isDeepStrictEqual(of(one), of(other));
}

/** Whether the same probes look at both. */
export function hasSameProbes(
  { observation }: LookedAt,
  probes: readonly AnyProbe[],
  config: Config,
  host: Host,
): boolean {
  const names = selected(probes, config, host, []).map(({ name }) => name);
  return isDeepStrictEqual(
    names,
    observation.seen.outcomes.map(({ probe }) => probe.name),
  );
}

/** The probes to which the other one tells all that this one would. @param now what the other's probes looked at, in this one */
export function sameOfSibling(
  { observation }: LookedAt,
  was: Standing,
  now: Sights,
  host: Host,
): ReadonlySet<string> {
  const same = [...sameIn(was, now)].filter((name) => {
    const around = observation.dependencies.get(name)?.around ?? null;
    const newestMs = Math.max(was.sights.get(name)?.newestMs ?? 0, now.sights.get(name)?.newestMs ?? 0);
    return around !== null && isSameAround(around, host, newestMs);
  });
  return new Set(same);
}

/** The crowded directories of another one that are in the layers of this one, if they have not been copied up. */
export function crowdedInLayers({ crowded }: Sights, layers: Layers | null): ReadonlySet<string> {
  return new Set([...crowded].filter((path) => layers?.hold(path) === true));
}

/** Whether each crowded directory is one of the image, in which nothing can be written in place: another one has it too. */
export function hasCrowdsOfImage({ layers, standing }: LookedAt, others: readonly LookedAt[]): boolean {
  if (layers === null || standing === null) return false;
  const { crowded, crowds } = standing;
  return [...crowded].every((path) => {
    const value = crowds.get(path);
    return (
      value !== undefined &&
      others.some((one) => one.standing?.crowds.get(path) === value && isSibling(one.layers, layers))
    );
  });
}
