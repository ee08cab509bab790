import type { LayerChanges } from '../../core/documents/target-description.ts';
import type { Lacking } from '../../run/foreign.ts';
import type { Origins } from '../../target/describe/origins.ts';
import type { Host } from '../../target/host.ts';
import type { Blamed } from './blame/blame.ts';
import type { TargetError } from './target-error.ts';

/** What is looked at in place of the container that probe-env runs in. */
export interface Target {
  readonly host: Host;
  /** Who says so. */
  readonly origins: Origins;
  /** What nobody can know of it. */
  readonly lacks: Lacking;
  /**
   * The same once more, where something was asked for that had not been read, and now has been; null where all was
   * there. Left out where everything can be read at once.
   */
  again?(): Promise<Target | null>;
  /** When it was made, on the monotonic clock: an image has to be read before anybody can look at it. */
  readonly readyMs?: number;
  /** Values that no report shows: those of Secrets. */
  readonly secrets?: readonly string[];
  /** What each layer of an image does to those below it. */
  layers?(): readonly LayerChanges[];
  /** Who wrote what is found, and what it says; left out where nobody knows. */
  readonly blamed?: Blamed;
  /** Whether what was looked at is one thing: a process may have become another program meanwhile. */
  isSame(): boolean;
  /**
   * Whether its mounts are as they were too, and who it is: a mount that comes or goes somewhere makes it no other
   * program, but is worth a second look. Left out where nothing of it can change.
   */
  isUnchanged?(): boolean;
  /** Lets go of what is held of it until the next look; and for good. */
  rest?(): void;
  close?(): void;
  /** What is said where it was not, twice. */
  changed(): TargetError;
}
