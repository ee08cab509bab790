import type { Family } from './platform.ts';
import type { Remedy } from './remedy/remedy.ts';
import type { Otherwise, Restart } from './rule.ts';
import type { Severity } from './severity.ts';

/** One rule as documents show it: message and remedies are those of its example. */
export interface CatalogueEntry {
  /** `probe/what-is-wrong`. */
  readonly id: string;
  readonly probe: string;
  readonly title: string;
  readonly severity: Severity;
  /** Where it matters less or more; empty where it never does. */
  readonly otherwise: readonly Otherwise[];
  readonly cause: string;
  /** Messages of the real tools that it explains. */
  readonly says: readonly string[];
  readonly message: string;
  /** All remedies as text. */
  readonly remedy: Readonly<Record<Family, string>>;
  /** The same as data, the best first. */
  readonly remedies: Readonly<Record<Family, readonly Remedy[]>>;
  readonly restart: Restart;
}
