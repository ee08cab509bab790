import type { AnyProbe } from '../core/probe.ts';
import type { Demand } from './config.ts';
import type { PolicyLayer } from './layer.ts';

/** What the layers ask for, and no later one takes back. Defaults ask for nothing. */
export function demandsOf(
  probes: readonly AnyProbe[],
  layers: readonly (PolicyLayer | undefined)[],
  merged: PolicyLayer,
): readonly Demand[] {
  return probes.flatMap(({ name, policy }) => {
    if (policy === undefined) return [];
    const { section, demandsOfGo = [], demands = [] } = policy;
    const said = (layer: PolicyLayer | undefined, field: string) =>
      (layer?.[section as keyof PolicyLayer] as Readonly<Record<string, unknown>> | undefined)?.[field];
    return [...demandsOfGo, ...demands]
      .filter(
        (field) => asksFor(said(merged, field)) && layers.some((layer) => said(layer, field) !== undefined),
      )
      .map((field) => ({ field: `${section}.${field}`, probe: name, needsGo: demandsOfGo.includes(field) }));
  });
}

function asksFor(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value !== null && value !== false && value !== undefined;
}
