import type { Demand } from '../config/config.ts';
import type { PolicyLayer } from '../config/layer.ts';
import { PolicyError } from '../config/policy/error.ts';
import { UsageError } from './options/usage-error.ts';
import type { Sources } from './sources.ts';

/** What to say where one asks for Go, and another for the profile that does without. */
export function contradiction({ field, probe }: Demand, { parts, environment, flags }: Sources): Error {
  const [section] = field.split('.') as [keyof PolicyLayer];
  const said = [...flags, ...environment];
  const by = said.find(({ layer }) => layer.profile !== undefined)?.source ?? null;
  const asks = said.find(({ layer }) => layer.policy?.[section] !== undefined)?.source ?? null;
  const text = `${field}, which ${asks ?? 'the policy'} asks for, needs a Go toolchain, and profile runtime${by === null ? '' : ` (${by})`} does without; take one of the two away, or skip ${probe}`;
  // Two files of one policy that contradict each other.
  return by === null && asks === null
    ? new PolicyError([`${parts.at(-1)?.path}: ${text}`])
    : new UsageError(text);
}
