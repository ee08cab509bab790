import type { JsonObject } from './types/json.ts';

/** Why something was not looked at, or not to its end: in words only where a report is made. */
export interface Reason {
  readonly code: string;
  readonly data: JsonObject;
}

/** A sentence for each code: one that is missing does not compile. */
export type Sentences<R extends Reason> = {
  readonly [Code in R['code']]: (data: Extract<R, { readonly code: Code }>['data']) => string;
};

/** Types a reason. */
export type ReasonOf<Data extends { readonly [Code in keyof Data]: JsonObject }> = {
  [Code in keyof Data & string]: { readonly code: Code; readonly data: Data[Code] };
}[keyof Data & string];

/** Reasons that no probe has for itself. */
export type CommonReason = ReasonOf<{
  /** Another profile needs the probe. */
  'not-in-profile': { readonly profile: string };
  /** Nobody can know it of what is looked at: `of` says what that is. */
  'not-from-outside': { readonly of: string; readonly why: string };
  'path-not-known': { readonly path: string; readonly why: string };
  /** Who is silent, and for how long. */
  'no-answer': { readonly who: string };
  /** A program waits for a file system that does not answer. */
  'program-hangs': { readonly file: string; readonly process: number };
  /** The deadline came first. */
  cut: Record<never, never>;
  /** It did not look at the deadline. */
  'broken-off': Record<never, never>;
  /** No time was left to start a program. */
  'no-time': { readonly program: string };
  /** A program had too little time to be blamed for its silence. */
  'little-time': { readonly program: string; readonly afterMs: number };
  'access-lists-late': Record<never, never>;
  crashed: { readonly where: 'observe' | 'judge'; readonly message: string };
}>;

/** Why a profile is in force. */
export type ProfileReason = ReasonOf<{
  'asked-for': Record<never, never>;
  'go-found': { readonly path: string };
  demanded: { readonly field: string };
  'variable-set': { readonly name: string };
  'tree-there': { readonly path: string };
  'module-there': Record<never, never>;
  'no-sign': Record<never, never>;
  undecided: Record<never, never>;
}>;

/** The deadline came before a probe was through. */
export const CUT: CommonReason = { code: 'cut', data: {} };
