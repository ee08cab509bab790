import type * as v from 'valibot';
import type { Same } from '../core/type-equal.ts';
import type { Config } from './config.ts';
import type { PolicyLayer } from './layer.ts';
import type { policySchema } from './policy-schema.ts';

/**
 * A policy file: what the container must be, and how a run answers for it. What belongs to whoever asks
 * (format, output, verbosity, colour) is not said here.
 */
export interface PolicyFile extends PolicyLayer {
  readonly $schema?: string;
  readonly profile?: Config['profile'];
  readonly for?: Config['purpose'];
  readonly timeout?: Config['timeoutMs'];
  readonly failOn?: Config['failOn'];
  readonly only?: readonly string[];
  readonly skip?: Config['skip'];
}

/** Does not compile where a field of the policy is missing in the schema, or the reverse. */
export const SCHEMA_IS_COMPLETE: Same<v.InferOutput<typeof policySchema>, PolicyFile> = true;
