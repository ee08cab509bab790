import type { Demand } from './config.ts';
import type { PolicyLayer } from './layer.ts';

const DEMANDS: readonly Demand[] = [
  { field: 'goVersion.range', probe: 'go-version', needsGo: true },
  { field: 'goEnv.requireModule', probe: 'go-env', needsGo: true },
  { field: 'goEnv.requiredModules', probe: 'go-env', needsGo: true },
  { field: 'goEnv.expect', probe: 'go-env', needsGo: true },
  // Without a go command nobody asks a proxy for them.
  { field: 'goEnv.privateModules', probe: 'go-env', needsGo: false },
  { field: 'caCerts.required', probe: 'ca-certs', needsGo: false },
  { field: 'timezone.expected', probe: 'timezone', needsGo: false },
  { field: 'permissions.paths', probe: 'permissions', needsGo: false },
  { field: 'umask.allowed', probe: 'umask', needsGo: false },
];

/** What the layers ask for, and no later one takes back. Defaults ask for nothing. */
export function demandsOf(
  layers: readonly (PolicyLayer | undefined)[],
  merged: PolicyLayer,
): readonly Demand[] {
  return DEMANDS.filter(
    ({ field }) =>
      asksFor(fieldOf(merged, field)) && layers.some((layer) => fieldOf(layer, field) !== undefined),
  );
}

function fieldOf(policy: object | undefined, field: string): unknown {
  return field
    .split('.')
    .reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>> | undefined)?.[key], policy);
}

function asksFor(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value !== null && value !== false && value !== undefined;
}
