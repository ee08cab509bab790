import type { Reason } from './reason.ts';

/** `build`: a Go toolchain is required. `runtime`: only the built program has to run. */
export type ProfileName = 'build' | 'runtime';

export const PROFILES: readonly ProfileName[] = ['build', 'runtime'];

/** The profile in force, and what made it so. */
export interface Profile {
  readonly name: ProfileName;
  readonly why: Reason;
}
