import type { RootKind, Roots } from '../roots/roots.ts';
import { type Identity, ROOT, type Situation } from '../situation.ts';

/** One situation on one root, as one user, with its variables set by image or pod. */
export interface Case {
  readonly situation: Situation;
  readonly root: RootKind;
  readonly as: Identity;
  readonly envBy: 'image' | 'pod';
}

export function casesOf(situation: Situation): readonly Case[] {
  const { env, envBy, roots, as = [ROOT] } = situation;
  const sources =
    env === undefined ? (['image'] as const) : envBy === undefined ? (['image', 'pod'] as const) : [envBy];
  const places = pairs(roots, as);
  const count = Math.max(places.length, sources.length);
  return Array.from({ length: count }, (_, index) => {
    const [root, identity] = places[index % places.length] ?? [roots[0] as RootKind, ROOT];
    return { situation, root, as: identity, envBy: sources[index % sources.length] ?? 'image' };
  });
}

/** Every root with every user where these are few; else each root once, with the users in turn. */
function pairs(
  roots: readonly RootKind[],
  as: readonly Identity[],
): readonly (readonly [RootKind, Identity])[] {
  if (roots.length * as.length <= 4) return roots.flatMap((root) => as.map((one) => [root, one] as const));
  return roots.map((root, index) => [root, as[index % as.length] ?? ROOT] as const);
}

export function nameOf({ situation, root, as, envBy }: Case): string {
  const by = situation.env === undefined ? '' : `, set by the ${envBy}`;
  return `${situation.rule}: ${situation.what} (${root}, ${as.uid}:${as.gid}${by})`;
}

/** Where everything lies that the trials share. */
export interface Bench {
  readonly roots: Roots;
  readonly fixtures: string;
  readonly packages: string;
}
