import type { Config } from '../../config/config.ts';
import type { Silence } from '../../core/reason.ts';
import type { Severity } from '../../core/severity.ts';

/** Of looks that are asked for together no other one is begun after so long, milliseconds. */
export const TOGETHER_MS = 50;

/** What the process that looks is asked, one JSON object a line. */
export type Request =
  /** The configuration of that name from now on. */
  | { readonly kind: 'configure'; readonly name: string; readonly config: Config }
  | LookRequest
  /** Looks of which little is to be expected, as many of them as are over soon. */
  | { readonly kind: 'looks'; readonly looks: readonly LookRequest[] }
  /** These containers have ended: nothing of them is kept. */
  | { readonly kind: 'forget'; readonly ids: readonly string[] };

export interface LookRequest {
  readonly kind: 'look';
  readonly id: string;
  readonly pid: number;
  /** That of the process which is meant: another may have its number by now. */
  readonly startTime: string;
  /** Name of the configuration. */
  readonly config: string;
  /** Mount points that were silent before, and what is said of them. */
  readonly silent: readonly (readonly [point: string, why: Silence])[];
  /** The whole report is wanted. */
  readonly whole: boolean;
}

/** What one look brought. */
export type LookAnswer =
  | Seen
  /** It could not be looked at, in words. */
  | { readonly kind: 'unknown'; readonly code: UnknownCode; readonly reason: string };

/** What it answers: one a request. */
export type Answer =
  | { readonly kind: 'done' }
  | LookAnswer
  /** In the order in which they were asked for, from the first one on; the last of them may be left out. */
  | { readonly kind: 'looked'; readonly answers: readonly LookAnswer[] };

export interface SeenRule {
  readonly rule: string;
  readonly severity: Severity;
  /** It makes the container not ready. */
  readonly fails: boolean;
}

export interface Seen {
  readonly kind: 'seen';
  readonly verdict: 'ready' | 'not-ready' | 'unknown';
  /** Why it is unknown, or not ready without anything that was found. */
  readonly reason?: string;
  readonly summary: { readonly error: number; readonly warning: number; readonly unknown: number };
  readonly rules: readonly SeenRule[];
  /** Another one when a message or a remedy of these rules is; empty where there are none. */
  readonly words: string;
  readonly profile: string;
  /** Probes that ran in this look; the others' facts are those of an earlier one. */
  readonly ran: number;
  readonly durationMs: number;
  /** While nothing changes the next look takes a moment, and comes to no file system that may not answer. */
  readonly steady: boolean;
  /** The JSON report, where it was wanted. */
  readonly report?: string;
}

export type UnknownCode =
  /** A right is missing. */
  | 'denied'
  | 'ended'
  /** It became another program twice while it was looked at. */
  | 'changing'
  /** Its file system, or its memory, did not answer. */
  | 'silent'
  /** A kernel of its own hides it. */
  | 'sandboxed'
  /** Too many looks do not come back, and this one may be another. */
  | 'suspended'
  | 'failed';
