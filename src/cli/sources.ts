import type { PolicyPart } from '../config/policy/file.ts';
import type { Said } from './options/read-options.ts';

/** What each source says; later ones come before earlier ones. */
export interface Sources {
  /** The policy's files, the base first. */
  readonly parts: readonly PolicyPart[];
  readonly environment: readonly Said[];
  readonly flags: readonly Said[];
}
