import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Pair,
  type YAMLMap,
  type Document as YamlDocument,
} from 'yaml';

/** The pairs of each mapping by key, of equal keys the last: a file may ask for the lines of thousands in one mapping. */
const pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

function pairOf(map: YAMLMap, name: string): Pair | undefined {
  let known = pairs.get(map);
  if (known === undefined) {
    known = new Map(
      map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair] as const] : [])),
    );
    pairs.set(map, known);
  }
  return known.get(name);
}

/** Where the last part of the path that is there begins, in characters of the file: the key, or the item of a list. */
export function offsetOf(document: YamlDocument.Parsed, path: readonly (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? document.range[0];
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = pairOf(node, String(part));
      if (pair === undefined) break;
      offset = (isScalar(pair.key) ? pair.key.range?.[0] : undefined) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(part)];
      if (isNode(item)) offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset;
}

/** A scalar as it is written there; null where there is none. */
export function sourceOf(document: YamlDocument.Parsed, path: readonly (string | number)[]): string | null {
  const node = path.reduce<unknown>((at, part) => {
    const of = isAlias(at) ? at.resolve(document) : at;
    if (isMap(of)) return pairOf(of, String(part))?.value;
    return isSeq(of) ? of.items[Number(part)] : undefined;
  }, document.contents);
  const of = isAlias(node) ? node.resolve(document) : node;
  return isScalar(of) && typeof of.source === 'string' ? of.source : null;
}
