/*
 * Durations as people write them in options, variables and policy files: numbers with units, `900ms`, `2s`,
 * `1m30s`, in the grammar of Go's time.ParseDuration. Not luxon's: its ISO form (PT2S) is what nobody
 * types, and an exec probe with `--timeout 2s` must not pay for loading it.
 */

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

export interface DurationLimits {
  /** Milliseconds. */
  readonly min: number;
  /** Milliseconds. */
  readonly max: number;
  /** What a number without a unit counts; null where it is refused. */
  readonly bare: 'ms' | null;
}

/** Milliseconds, or what is wrong; the message goes on after the option's name and the value. */
export type ReadDuration =
  | { readonly ok: true; readonly ms: number }
  | { readonly ok: false; readonly problem: string };

/** Reads a duration. A number without a unit is a guess of whoever reads it: it is refused, with the unit named. */
export function readDuration(text: string, { min, max, bare }: DurationLimits): ReadDuration {
  const ms = millisecondsOf(text, bare);
  if (ms === null) return { ok: false, problem: /^\d+(?:\.\d+)?$/.test(text) ? noUnit(text) : NOT_ONE };
  if (ms >= min && ms <= max) return { ok: true, ms };
  return { ok: false, problem: `must be at least ${shortDuration(min)} and at most ${shortDuration(max)}` };
}

/** For schemas that cannot call {@link readDuration}. */
export const DURATION_PATTERN = '^(?:[0-9]{1,9}(?:\\.[0-9]{1,3})?(?:ms|s|m|h)){1,4}$';

const NOT_ONE = 'is not a duration; write a number with its unit (ms, s, m, h), such as 30s';

function noUnit(text: string): string {
  return `has no unit; write ${text}s for seconds, ${text}ms for milliseconds`;
}

function millisecondsOf(text: string, bare: 'ms' | null): number | null {
  if (bare === 'ms' && /^\d+$/.test(text)) return Number(text);
  if (!new RegExp(DURATION_PATTERN).test(text)) return null;
  let ms = 0;
  for (const [, number, unit] of text.matchAll(/(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h)/g)) {
    ms += Number(number) * (UNIT_MS[unit ?? ''] ?? 0);
  }
  return Math.round(ms);
}

/** `900ms`, `2s`, `1.5s`, `10m`: the largest unit that gives a short number. Reads back as the same. */
export function shortDuration(ms: number): string {
  if (ms >= 3_600_000 && ms % 3_600_000 === 0) return `${ms / 3_600_000}h`;
  if (ms >= 60_000 && ms % 60_000 === 0) return `${ms / 60_000}m`;
  return ms >= 1000 ? `${ms / 1000}s` : `${ms}ms`;
}

/** How long something took, as reports say it: `41 ms`. */
export function milliseconds(ms: number, digits = 0): string {
  return `${ms.toFixed(digits)} ms`;
}

/** The same of what takes longer: `2.0 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
