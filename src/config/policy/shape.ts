import { didYouMean } from '../../core/text/meant/nearest.ts';
import { visible } from '../../core/text/visible.ts';
import type { Mistake } from './meaning.ts';
import type { PolicySchema } from './schema.ts';

type Path = readonly (string | number)[];

/**
 * Keys that the schema does not have, every one of them, and lists where keys should stand. valibot names
 * the first unknown key of an object alone, and takes a list for an object.
 */
export async function shapeMistakes(schema: PolicySchema, value: unknown): Promise<readonly Mistake[]> {
  const kind = kubernetesKind(value);
  if (kind !== null)
    return [{ at: [], text: `this is a Kubernetes object (${kind}); a policy is what its data holds` }];
  return mistakes(schema, value, []);
}

/** Somebody has mounted or given the manifest in place of what it carries. */
function kubernetesKind(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('apiVersion' in value) || !('kind' in value))
    return null;
  return visible(String(value.kind));
}

/**
 * What belongs to whoever asks, and is no part of the policy: an option of the same name. The rest of them says
 * what a section of the policy says.
 */
const OPTIONS_ALONE =
  'config format output label wait quiet verbose color warn-only termination-log resident';

function optionAlone(key: string, at: Path): string | null {
  const name = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (at.length > 0 || !OPTIONS_ALONE.split(' ').includes(name)) return null;
  return `is an option (--${name}, PROBE_ENV_${name.toUpperCase().replaceAll('-', '_')}) and no part of a policy`;
}

async function mistakes(schema: Nested, value: unknown, at: Path): Promise<readonly Mistake[]> {
  const { entries, item, value: each } = shapeFor(schema, value);
  if (item !== undefined && Array.isArray(value))
    return all(value.map((one, i) => mistakes(item, one, [...at, i])));
  if (each !== undefined && typeof value === 'object' && value !== null && !Array.isArray(value))
    return all(Object.entries(value).map(([key, inside]) => mistakes(each, inside, [...at, key])));
  if (entries === undefined || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return [{ at, text: mustHold(entries) }];
  return all(
    Object.entries(value).map(async ([key, inside]) => {
      const known = entries[key];
      return known === undefined
        ? [
            {
              at: [...at, key],
              text: optionAlone(key, at) ?? `unknown key${await didYouMean(key, namesOf(entries))}`,
            },
          ]
        : mistakes(known, inside, [...at, key]);
    }),
  );
}

async function all(lists: readonly Promise<readonly Mistake[]>[]): Promise<readonly Mistake[]> {
  return (await Promise.all(lists)).flat();
}

/** What to say of a value that should hold the keys of the schema at a path. */
export function keysWanted(schema: PolicySchema, at: Path): string {
  return mustHold(shapeAt(schema, at).entries ?? {});
}

/** The words that a list at a path may hold; none where it is not one of words. */
export function wordsWanted(schema: PolicySchema, at: Path): readonly string[] {
  const { item } = shapeAt(schema, at);
  return item?.type === 'picklist' ? (item.options as readonly string[]) : [];
}

function shapeAt(root: PolicySchema, at: Path): Nested {
  let schema: Nested = root;
  for (const part of at) {
    schema = shapeFor(schema, {});
    schema = (typeof part === 'number' ? schema.item : (schema.entries?.[part] ?? schema.value)) ?? schema;
  }
  return shapeFor(schema, {});
}

function mustHold(entries: object): string {
  return `must hold keys: ${namesOf(entries).join(', ')}`;
}

function namesOf(entries: object): string[] {
  return Object.keys(entries).filter((key) => key !== '$schema');
}

/** What of valibot's schemas tells which keys there are. */
interface Nested {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Nested>>;
  readonly item?: Nested;
  readonly wrapped?: Nested;
  /** What each key of a table with free keys holds. */
  readonly value?: Nested;
  /** Of a union; words where it is a list of words. */
  readonly options?: readonly unknown[];
}

/** Of a union what is meant: its table for a table, else what it is without one. */
function shapeFor(schema: Nested, value: unknown): Nested {
  const found = inner(schema);
  if (found.type !== 'union' || typeof value !== 'object' || value === null) return found;
  const tables = (found.options as readonly Nested[])
    .map(inner)
    .filter(({ entries }) => entries !== undefined);
  return tables[0] ?? found;
}

/** What an optional schema wraps. */
function inner(schema: Nested): Nested {
  return schema.wrapped === undefined ? schema : inner(schema.wrapped);
}
