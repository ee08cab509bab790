import type { Seen } from '../../../serve/node/protocol.ts';
import type { Observation } from '../../../serve/watch/observer.ts';
import type { Layers } from '../../../target/process/layers.ts';
import type { ProcessSeen } from '../../../target/process/look.ts';
import type { FileTrail } from '../../../target/process/trail/file-trail.ts';
import type { ProcessTrail } from '../../../target/process/trail/process-trail.ts';
import type { Standing } from './standing.ts';

/** What one look brought, and what the next one begins with. */
export interface LookedAt {
  readonly seen: Seen;
  readonly observation: Observation;
  readonly process: ProcessSeen;
  /** Of its root; null where that is no overlay. */
  readonly layers: Layers | null;
  /** Monotonic: when it was judged. */
  readonly judgedMs: number;
  /** What has to do with time, as it was found then (`foundAt`). */
  readonly found: string;
  /** Null where not all of it was found as it was before. */
  readonly standing: Standing | null;
  /** Tells in few calls whether all of it is still so; null where only a whole comparison does. */
  readonly trail: Trail | null;
}

/** What a look may begin with. */
export interface Earlier {
  /** What the last look at it brought; null: there was none, or nothing of it counts any more. */
  readonly before: LookedAt | null;
  /** What looks at containers brought, the last ones last: those of the same image may tell of this one. */
  others(): readonly LookedAt[];
}

/** What tells in few calls whether all of a container that was looked at is as it was. */
export interface Trail {
  readonly process: ProcessTrail;
  readonly files: FileTrail;
}
