import type { DurationLimits } from '../core/time/duration.ts';

/** What is accepted as a value, whether it comes from the command line, the environment or a policy file. */

/** Deadline of a run. A bare number is milliseconds, as it was before units were read. */
export const TIMEOUT_LIMITS: DurationLimits = { min: 50, max: 600_000, bare: 'ms' };

/** `--wait`. */
export const WAIT_LIMITS: DurationLimits = { min: 0, max: 3_600_000, bare: null };

/** The octal digits of a umask (`22`, `022`, `0022`, `0o022`) in their usual form, `0022`; null for anything else. */
export function normalUmask(text: string): string | null {
  const digits = /^(?:0o)?0{0,3}([0-7]{1,3})$/.exec(text)?.[1];
  return digits === undefined ? null : digits.padStart(4, '0');
}

/**
 * Name of a time zone by its form (theory.html of the tz database): parts of letters, digits, `_`,
 * `+` and `-`, joined by slashes. Whether such a zone exists only the container's tz database can say.
 */
export const ZONE_NAME = /^(?=.{1,64}$)[A-Za-z][\w+-]*(?:\/[A-Za-z][\w+-]*)*$/;

/** A range of versions in semver's grammar. */
export async function isVersionRange(text: string): Promise<boolean> {
  const { default: validRange } = await import('semver/ranges/valid.js');
  return validRange(text) !== null;
}
