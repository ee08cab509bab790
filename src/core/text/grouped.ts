/**
 * The items of a list by key, in their order. Made once for each list and kept as long as the list is: whoever asks
 * for the items of one key after another, for every module of a go.mod say, does not go through the list each time.
 */
export function grouped<T>(keyOf: (item: T) => string): (list: readonly T[], key: string) => readonly T[] {
  const known = new WeakMap<readonly T[], ReadonlyMap<string, readonly T[]>>();
  return (list, key) => {
    let groups = known.get(list);
    if (groups === undefined) {
      groups = groupsOf(list, keyOf);
      known.set(list, groups);
    }
    return groups.get(key) ?? [];
  };
}

function groupsOf<T>(list: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) add(groups, keyOf(item), item);
  return groups;
}

/** Puts an item into the group of its key. */
export function add<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}
