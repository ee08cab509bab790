import type { DurationLimits } from '../core/time/duration.ts';

/* What is accepted as a time, whether it comes from the command line, the environment or a policy file. */

/** Deadline of a run. A bare number is milliseconds, as it was before units were read. */
export const TIMEOUT_LIMITS: DurationLimits = { min: 50, max: 600_000, bare: 'ms' };

/** `--wait`. */
export const WAIT_LIMITS: DurationLimits = { min: 0, max: 3_600_000, bare: null };
