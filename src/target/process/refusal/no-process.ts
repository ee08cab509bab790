import type { Denial } from './denial.ts';

/** Why a process cannot be looked at. Plain data: it comes from another process. */
export type Refusal =
  /** There is none of that number. */
  | { readonly code: 'none' }
  /** /proc shows nothing of it (hidepid). */
  | { readonly code: 'hidden' }
  /** It has ended, and its parent has not asked for its status. */
  | { readonly code: 'zombie'; readonly parent: number }
  /** A part of the kernel: it has no files, no environment, no user. */
  | { readonly code: 'kernel-thread' }
  /** The number is that of a thread. */
  | { readonly code: 'thread'; readonly threadGroup: number }
  /** It ended while it was looked at. */
  | { readonly code: 'ended' }
  | Denial;

export class NoProcess extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
