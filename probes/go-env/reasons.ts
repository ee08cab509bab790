import type { ReasonOf, Sentences } from '../../src/core/reason.ts';

/** Why not all is known of go's settings. */
export type GoEnvReason = ReasonOf<{
  'no-go': Record<never, never>;
  /** errno name, or one of ours. */
  'go-not-started': { readonly cause: string };
  'too-large': { readonly path: string };
  'flags-late': Record<never, never>;
  'modules-cut': Record<never, never>;
  'offline-workspace': Record<never, never>;
}>;

export const reasons: Sentences<GoEnvReason> = {
  'no-go': () => 'no go command: see go-version',
  'go-not-started': ({ cause }) => `go cannot be started (${cause}): see go-version`,
  'too-large': ({ path }) => `${path} is larger than 4 MiB and was not read`,
  'flags-late': () => 'go did not say in time whether it knows every flag of GOFLAGS',
  'modules-cut': () => 'the deadline came before all modules were looked for',
  'offline-workspace': () => 'what a workspace (go.work) needs without a network is not known',
};
