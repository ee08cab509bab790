import type { ReasonOf, Sentences } from '../../src/core/reason.ts';

/** Why what the policy asks for was not looked at. */
export type LimitsReason = ReasonOf<{
  /** Names of the policy. */
  'limits-unseen': { readonly missing: readonly string[] };
  'not-running': Record<never, never>;
}>;

export const reasons: Sentences<LimitsReason> = {
  'limits-unseen': ({ missing }) =>
    `what the policy asks for cannot be seen here: limits.${missing.join(', limits.')} (control groups are in /sys/fs/cgroup, limits of a process in /proc/1/limits)`,
  'not-running': () => 'limits are set by who runs the container',
};
