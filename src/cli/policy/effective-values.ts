import type { Config } from '../../config/config.ts';
import type { Layer } from '../../config/layer.ts';
import type { PolicyPart } from '../../config/policy/file.ts';
import { isSetting, SETTINGS, type Setting } from '../../config/policy/layer.ts';
import { shortDuration } from '../../core/time/duration.ts';
import type { Json } from '../../core/types/json.ts';
import type { Sources } from '../sources.ts';

/** Who says a value. */
export type Source =
  | { readonly kind: 'default' }
  | { readonly kind: 'flag' | 'variable'; readonly name: string }
  | { readonly kind: 'file'; readonly file: string; readonly line: number };

/** One value that holds, by its path of keys in a policy file. */
export interface EffectiveValue {
  readonly at: readonly string[];
  readonly value: Json;
  readonly source: Source;
}

/** Every value of the policy that holds, in the order of a policy file, each with who said it last. */
export async function effectiveValues(config: Config, sources: Sources): Promise<readonly EffectiveValue[]> {
  const lines = await linesOf(sources.parts);
  return leaves(config).map(({ at, value }) => ({ at, value, source: sourceOf(at, sources, lines) }));
}

type Leaf = Pick<EffectiveValue, 'at' | 'value'>;

function leaves(config: Config): readonly Leaf[] {
  const settings = (Object.keys(SETTINGS) as Setting[]).flatMap((key) => {
    const value = config[SETTINGS[key]];
    // All probes: what a file says by saying nothing.
    if (value === null || (key === 'skip' && config.skip.length === 0)) return [];
    return [{ at: [key], value: key === 'timeout' ? shortDuration(config.timeoutMs) : (value as Json) }];
  });
  return [...settings, ...inTable(config.policy as unknown as Json, [])];
}

/** A table is a table of its values; one without any is a value itself. */
function inTable(value: Json, at: readonly string[]): readonly Leaf[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ at, value }];
  const entries = Object.entries(value);
  return entries.length === 0
    ? [{ at, value }]
    : entries.flatMap(([key, item]) => inTable(item, [...at, key]));
}

/** The last one who speaks of it. */
function sourceOf(at: readonly string[], { parts, environment, flags }: Sources, lines: Lines): Source {
  const flag = flags.findLast(({ layer }) => says(layer, at));
  if (flag !== undefined) return { kind: 'flag', name: flag.source };
  const variable = environment.findLast(({ layer }) => says(layer, at));
  if (variable !== undefined) return { kind: 'variable', name: variable.source };
  const part = parts.findLast(({ layer }) => says(layer, at));
  if (part === undefined) return { kind: 'default' };
  return { kind: 'file', file: part.path, line: lines(part, at) };
}

function says({ policy = {}, ...settings }: Layer, at: readonly string[]): boolean {
  const [key = ''] = at;
  if (isSetting(key)) return Object.hasOwn(settings, SETTINGS[key]);
  let value: unknown = policy;
  for (const part of at) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return false;
    value = (value as Record<string, unknown>)[part];
  }
  return true;
}

type Lines = (part: PolicyPart, at: readonly string[]) => number;

/** The places of keys, which only the YAML parser knows. */
async function linesOf(parts: readonly PolicyPart[]): Promise<Lines> {
  if (parts.length === 0) return () => 1;
  const { readSource } = await import('../../config/policy/source.ts');
  const read = new Map(parts.map((part) => [part, readSource(part.text, part.path)]));
  return (part, at) => read.get(part)?.problem(at, '').line ?? 1;
}
