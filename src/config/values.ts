/** What is accepted as a value, whether it comes from the command line, the environment or a policy file. */

/** Shortest and longest deadline of a run, milliseconds. */
export const TIMEOUT_MIN_MS = 50;
export const TIMEOUT_MAX_MS = 600_000;

/** Longest `--wait`, milliseconds. */
export const WAIT_MAX_MS = 3_600_000;

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** `500ms`, `30s`, `1.5m` in milliseconds; null for anything else, and for more than {@link WAIT_MAX_MS}. */
export function parseDuration(text: string): number | null {
  const [, number, unit] = /^(\d{1,7}(?:\.\d{1,3})?)(ms|s|m)$/.exec(text) ?? [];
  if (number === undefined || unit === undefined) return null;
  const ms = Math.round(Number(number) * (UNIT_MS[unit] ?? 1));
  return ms <= WAIT_MAX_MS ? ms : null;
}

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
