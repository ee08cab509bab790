import type { IdRange } from '../../posix/permission.ts';

/** One line of /proc/PID/uid_map as this process reads it (user_namespaces(7)). */
export interface MappedRange {
  /** The first id in the namespace. */
  readonly inside: number;
  /** The same id as we count; of our own namespace: as its parent counts. */
  readonly outside: number;
  readonly count: number;
}

/** How an id is shown that a user namespace has no number for: whose it is is then unknown, and not "nobody". */
export const OVERFLOW = 65_534;

/** All ids that there are. */
const ALL = 4_294_967_295;

export function parseIdMap(text: string): readonly MappedRange[] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([inside, outside, count]) =>
      inside === undefined || outside === undefined || count === undefined
        ? []
        : [{ inside, outside, count }],
    );
}

/** The number that an id of ours has in there. */
export function toInside(map: readonly MappedRange[], id: number): number {
  const range = map.find(({ outside, count }) => id >= outside && id < outside + count);
  return range === undefined ? OVERFLOW : range.inside + id - range.outside;
}

/** The ids that the namespace maps, as we count; null where it maps all. */
export function mappedIds(map: readonly MappedRange[], ofOurNamespace: boolean): readonly IdRange[] | null {
  if (map.length === 1 && map[0]?.inside === 0 && map[0].outside === 0 && map[0].count === ALL) return null;
  return map.map(({ inside, outside, count }) => ({ first: ofOurNamespace ? inside : outside, count }));
}

/** How a process counts ids, and which ones it has a number for. */
export interface UserNamespace {
  /** The number that an id of ours has in there. */
  shown(kind: 'uid' | 'gid', id: number): number;
  /** The ids that it maps, as we count; null where it maps all. */
  readonly mapped: { readonly uids: readonly IdRange[]; readonly gids: readonly IdRange[] } | null;
}

/** @param texts of its uid_map and gid_map */
export function userNamespace(
  texts: { readonly uid: string; readonly gid: string },
  isOurs: boolean,
): UserNamespace {
  const maps = { uid: parseIdMap(texts.uid), gid: parseIdMap(texts.gid) };
  const uids = mappedIds(maps.uid, isOurs);
  const gids = mappedIds(maps.gid, isOurs);
  const all = [{ first: 0, count: ALL + 1 }];
  return {
    shown: (kind, id) => (isOurs ? id : toInside(maps[kind], id)),
    mapped: uids === null && gids === null ? null : { uids: uids ?? all, gids: gids ?? all },
  };
}
