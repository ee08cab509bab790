import { writeSync } from 'node:fs';
import type { Silence } from '../../../core/reason.ts';
import type { Io } from '../../io.ts';
import type { RemoteMount } from '../../posix/remote-mounts.ts';
import { startedEarlier } from '../clock.ts';

/** Where it tells the one that waits how it goes. */
export const NOTES_FD = 3;

/** What the one that looks is told when it starts. */
export interface Told {
  /** How long the one that waits has been running, milliseconds: its deadline counts. */
  readonly elapsedMs: number;
  /** Mount points that were silent before, and what is said of them. */
  readonly silent: readonly (readonly [point: string, why: Silence])[];
  /** Columns of the terminals that the answer goes to; null where it goes elsewhere. */
  readonly terminals: { readonly out: number | null; readonly err: number | null };
}

/** What the process that looks tells, a JSON array a line. */
export type Note =
  /** The answer is due then, on the clock of the one that waits. */
  | readonly ['due', number]
  /** It comes to files that may not answer. */
  | readonly ['at', RemoteMount]
  /** They have answered. */
  | readonly ['past']
  /** It goes on: whoever sleeps in the kernel tells nothing. */
  | readonly ['beat'];

/** Between two beats, milliseconds. */
export const BEAT_MS = 25;

let told: Told | null = null;

/** This process looks, and another waits for it, which hands its answer on. */
export function beginLook(text: string, io: Io): Io {
  const begun = JSON.parse(text) as Told;
  told = begun;
  startedEarlier(begun.elapsedMs);
  const { terminals } = begun;
  return {
    ...io,
    isTerminal: (stream) => terminals[stream] !== null,
    columns: (stream) => terminals[stream] ?? 0,
  };
}

/** The same for one look of several: what was silent for the one before says nothing of this one. */
export function beginOneOf(silent: Told['silent']): void {
  told = { elapsedMs: 0, silent, terminals: { out: null, err: null } };
}

/** The look is over: until the next one there is nothing to tell. */
export function endOneOf(): void {
  told = null;
  if (beats !== null) clearInterval(beats);
  beats = null;
}

/** Mount points that were silent before; null where nobody waits for this process. */
export function silentBefore(): ReadonlyMap<string, Silence> | null {
  return told === null ? null : new Map(told.silent);
}

export function tell(note: Note): void {
  if (told === null) return;
  try {
    writeSync(NOTES_FD, `${JSON.stringify(note)}\n`);
  } catch {
    // Nobody waits any more.
  }
}

let beats: NodeJS.Timeout | null = null;

/** The answer is due then: from now on it is told that it goes on. */
export function tellDue(dueMs: number): void {
  tell(['due', dueMs]);
  if (told === null || beats !== null) return;
  beats = setInterval(() => tell(['beat']), BEAT_MS);
  beats.unref();
}
