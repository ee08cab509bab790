import type { Host } from '../../target/host.ts';
import type { Json } from '../types/json.ts';

/** A field of a policy that what was seen fulfils. */
export interface DraftField {
  readonly key: string;
  readonly value: Json | readonly DraftItem[];
  /** Said above it, a line. */
  readonly comment?: string;
}

/** An entry of a list that has something said above it. */
export interface DraftItem {
  readonly item: Json;
  readonly comment: string;
}

/**
 * A probe's section of a policy that what it saw fulfils: what a later image must not lose. Stable (no times, sorted)
 * and without a secret. Empty where there is nothing to ask for.
 */
export type Draft<Facts> = (facts: Facts, host: Host) => Promise<readonly DraftField[]>;

/** By the names of probes. */
// biome-ignore lint/suspicious/noExplicitAny: facts go to the probe that saw them only
export type Drafts = Readonly<Record<string, Draft<any>>>;
