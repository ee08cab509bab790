import type { Silence } from '../core/reason.ts';
import type { Network } from './network.ts';
import type { Ended, Launch } from './program/program.ts';
import type { Resident } from './resident.ts';

/** Where the answer goes. Calls return when everything is written, or nobody reads any more. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /**
   * Replaces the file in one step where the file system allows it, so that no reader sees half a report.
   * Throws an error with an errno code.
   */
  writeFile(path: string, text: string): void;
  isTerminal(stream: 'out' | 'err'): boolean;
  /** Width of the terminal, columns; 0 where it says none. */
  columns(stream: 'out' | 'err'): number;
  /** Replaces this process by the command; returns only when that fails, or as its parent when it has ended. */
  become(launch: Launch): Promise<Ended>;
  /** What only a process that stays needs; without it, nothing here can stay. */
  stay?(): Promise<Resident>;
  /** The network, for `--online` alone. */
  network(): Promise<Network>;
}

/** A file could not be written, since nobody answered. */
export class NotAnswered extends Error {
  readonly why: Silence;

  constructor(why: Silence) {
    super(why.code);
    this.why = why;
  }
}
