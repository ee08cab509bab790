import type { Field } from './field.ts';
import type { Beside, Manifest } from './objects.ts';

/** One entry of a ConfigMap or a Secret. */
export interface Datum {
  readonly bytes: Buffer;
  /** Its own field. */
  readonly field: Field;
  /** Only a file can be made of it (`binaryData`). */
  readonly isBinary: boolean;
}

/**
 * The ConfigMap, Secret or the like that a pod of that namespace finds by this name; null where the manifest has none.
 * Where one of them names no namespace, both are taken to be in the same.
 */
export function besideOf(
  manifest: Manifest,
  kind: string,
  name: string,
  namespace: string | null,
): Beside | null {
  // Applied one after the other, the last one stays.
  return (
    (called(manifest).get(`${kind}/${name}`) ?? []).findLast(
      (one) => one.namespace === null || namespace === null || one.namespace === namespace,
    ) ?? null
  );
}

/** Each manifest's once: a pod may name thousands of them. */
const byName = new WeakMap<Manifest, ReadonlyMap<string, readonly Beside[]>>();

function called(manifest: Manifest): ReadonlyMap<string, readonly Beside[]> {
  const known = byName.get(manifest);
  if (known !== undefined) return known;
  const found = new Map<string, Beside[]>();
  for (const one of manifest.beside) {
    const key = `${one.kind}/${one.name}`;
    const same = found.get(key);
    if (same === undefined) found.set(key, [one]);
    else same.push(one);
  }
  byName.set(manifest, found);
  return found;
}

/** The entries by their keys, which Kubernetes sorts. */
export function dataOf({ kind, object }: Beside): ReadonlyMap<string, Datum> {
  const data = new Map<string, Datum>();
  const put = (list: string, isBinary: boolean, read: (field: Field) => Buffer) => {
    for (const [key, field] of object.get(list).entries())
      data.set(key, { bytes: read(field), field, isBinary });
  };
  if (kind === 'Secret') {
    put('data', false, base64);
    // Written over `data` when it is stored.
    put('stringData', false, plain);
  } else {
    put('data', false, plain);
    put('binaryData', true, base64);
  }
  return new Map([...data].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function plain(field: Field): Buffer {
  return Buffer.from(field.text() ?? '');
}

function base64(field: Field): Buffer {
  const text = (field.text() ?? '').replace(/[\r\n]/g, '');
  // Not by groups of four: V8 keeps a place to go back to for each, and has no room for a million.
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text))
    throw field.refused('is not base64; plain text belongs into stringData');
  return Buffer.from(text, 'base64');
}
