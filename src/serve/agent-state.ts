import type { Watching } from '../target/resident.ts';
import type { Histogram } from './histogram.ts';
import type { Change } from './history.ts';
import type { Counted } from './questions.ts';
import type { Observation } from './watch/observer.ts';

/** What the agent says of itself. */
export interface AgentState {
  readonly looks: number;
  /** By the name of a probe, how often it ran. */
  readonly runs: ReadonlyMap<string, number>;
  readonly durations: Histogram;
  /** How long the event loop kept others waiting while it worked. */
  readonly delays: Histogram;
  /** Null before the first. */
  readonly ageSeconds: number | null;
  readonly watching: Watching;
  readonly history: readonly Change[];
  /** The last time that the policy was read it could be used. */
  readonly configSucceeded: boolean;
  readonly configRefusal: string | null;
  /** When that was read which is in force, milliseconds since 1970. */
  readonly configReadMs: number;
  readonly observation: Observation | null;
  readonly questions: readonly Counted[];
}
