import type { Policy } from '../core/policy/policy.ts';
import type { AnyProbe } from '../core/probe.ts';
import type { Config } from './config.ts';
import { DEFAULTS, defaultPolicy, type Settings } from './defaults.ts';
import { demandsOf } from './demands.ts';
import type { Layer, PolicyLayer } from './layer.ts';

/** One frozen configuration: each field from the last layer that names it, else the default. */
export function mergeLayers(
  probes: readonly AnyProbe[],
  layers: readonly Layer[],
  defaults: Settings = DEFAULTS,
): Config {
  const base = { ...defaults, policy: defaultPolicy(probes), demands: [] };
  const config = layers.reduce<Config>(merge, base);
  const demands = demandsOf(
    probes,
    layers.map(({ policy }) => policy),
    config.policy,
  );
  return deepFreeze({ ...config, demands });
}

function merge(config: Config, { policyFile: _, policy, ...settings }: Layer): Config {
  return {
    ...config,
    ...settings,
    labels: settings.labels === undefined ? config.labels : { ...config.labels, ...settings.labels },
    policy: policy === undefined ? config.policy : mergePolicy(config.policy, policy),
  };
}

/** Field by field within a section: who names a range of versions does not take back the rest. */
function mergePolicy(base: Policy, layer: PolicyLayer): Policy {
  const merged: Record<string, unknown> = { ...base };
  for (const section of Object.keys(layer) as (keyof Policy)[]) {
    // What a rule is set to is one value: nobody's reason stands beside another's severity.
    merged[section] =
      section === 'rules' ? { ...base.rules, ...layer.rules } : mergeTables(base[section], layer[section]);
  }
  return merged as unknown as Policy;
}

/** Key by key, and so the tables inside; a list is one value, and the later one holds. */
function mergeTables(base: object, layer: object | undefined): object {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(layer ?? {})) {
    const before = merged[key];
    merged[key] = isTable(before) && isTable(value) ? mergeTables(before, value) : value;
  }
  return merged;
}

function isTable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const item of Object.values(value)) deepFreeze(item);
  }
  return value;
}
