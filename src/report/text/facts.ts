import { visible } from '../../core/text/visible.ts';
import { hang, wrap } from '../../core/text/wrap.ts';
import type { Json, JsonObject } from '../../core/types/json.ts';

/** Facts as indented lines: a key each, nested objects deeper, a list of objects one object a line. */
export function factLines(facts: JsonObject, indent: string, width: number): string {
  return Object.entries(facts)
    .map(([key, value]) => lines(visible(key), value, indent, width))
    .join('');
}

function lines(key: string, value: Json, indent: string, width: number): string {
  const deeper = `${indent}  `;
  if (isObject(value) && Object.keys(value).length > 0)
    return `${indent}${key}:\n${factLines(value, deeper, width)}`;
  if (Array.isArray(value) && value.some((item: Json) => typeof item === 'object' && item !== null)) {
    return `${indent}${key}:\n${value.map((item: Json) => filled(inline(item), `${deeper}- `, `${deeper}  `, width)).join('')}`;
  }
  return filled(`${key}: ${inline(value)}`, indent, deeper, width);
}

function filled(text: string, first: string, rest: string, width: number): string {
  return `${hang(wrap(text, width - rest.length), first, rest)}\n`;
}

function inline(value: Json): string {
  if (typeof value === 'string') return value === '' ? '""' : visible(value);
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(inline).join(', ');
  if (!isObject(value)) return String(value);
  return Object.entries(value)
    .map(([key, item]) => `${visible(key)} ${Array.isArray(item) ? `[${inline(item)}]` : inline(item)}`)
    .join(', ');
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
