import type { Json, JsonObject } from '../types/json.ts';
import { redact } from './redact.ts';

/** {@link redact} for every string in a value of JSON's types, keys left as they are. */
export function redactDeep<T extends object>(value: T): T {
  // A report says the same words of many modules, and many files.
  const known = new Map<string, string>();
  const redactOnce = (text: string): string => {
    const earlier = known.get(text);
    if (earlier !== undefined) return earlier;
    const result = redact(text);
    known.set(text, result);
    return result;
  };
  return mapStrings(value as Json, redactOnce) as T;
}

/** The same value with every string replaced; the parts in which none changes are not copied. */
export function mapStrings(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    let items: Json[] | null = null;
    for (let index = 0; index < value.length; index++) {
      const item = value[index] as Json;
      const changed = mapStrings(item, change);
      if (changed === item) continue;
      items ??= [...value];
      items[index] = changed;
    }
    return items ?? value;
  }
  const object = value as JsonObject;
  let result: Record<string, Json> | null = null;
  for (const key of Object.keys(object)) {
    const item = object[key] as Json;
    const changed = mapStrings(item, change);
    if (changed === item) continue;
    // Without a prototype while keys are set: one of them may be __proto__.
    result ??= Object.assign(Object.create(null), object) as Record<string, Json>;
    result[key] = changed;
  }
  return result === null ? value : { ...result };
}
