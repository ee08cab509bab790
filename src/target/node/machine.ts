import type { Silence } from '../../core/reason.ts';
import type { RemoteMount } from '../posix/remote-mounts.ts';
import type { Scan } from './container.ts';
import type { OwnRights } from './rights.ts';

/** What looking at a whole node needs of this machine. */
export interface NodeMachine {
  /**
   * @param nowMs monotonic
   * @throws Error where /proc cannot be listed
   */
  scan(nowMs: number): Scan;
  /** Starts a process that looks. */
  looker(): Looker;
  rights(): OwnRights;
}

/** A process that looks, and that can be left behind. */
export interface Looker {
  readonly isGone: boolean;
  /**
   * One question at a time, a line; so is its answer.
   *
   * @param limitMs from now
   */
  ask(line: string, limitMs: number): Promise<Heard>;
  /**
   * Ends it.
   *
   * @returns whether it has ended; one that sleeps in the kernel has not
   */
  kill(): Promise<boolean>;
  whenGone(): Promise<void>;
}

/** How it went: the answer; or why there is none, and which mount did not answer. */
export type Heard =
  | { readonly ok: true; readonly line: string }
  | { readonly ok: false; readonly why: Silence; readonly mount: RemoteMount | null };
