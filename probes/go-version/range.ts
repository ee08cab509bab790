import { NEWEST_MINOR } from '../../src/go/releases.ts';

/** Whether a version (semver's grammar) is in the range. */
export type RangeTest = (version: string) => boolean;

/**
 * The test for a range in semver's grammar.
 *
 * A pre-release counts by its place in the order: 1.22rc1 is in `>=1.21`, 1.21rc1 is not. Neither of
 * semver's two ways does that: one refuses pre-releases outside the bound's own version, the other
 * (`includePrerelease`) takes 1.21rc1 for `>=1.21`. So its comparators are asked one by one.
 */
export async function rangeTest(range: string): Promise<RangeTest> {
  return plainRange(range) ?? semverRange(range);
}

/** Every range that semver knows; throws a TypeError for what is none. */
export async function semverRange(range: string): Promise<RangeTest> {
  const { default: Range } = await import('semver/classes/range.js');
  const { set } = new Range(range);
  return (version) => set.some((all) => all.every((comparator) => comparator.test(version)));
}

/**
 * Ranges of `>=` and `<` alone, as in nearly every policy: loading semver and asking it once would take
 * a fifth of the time that Node needs to start. Null for any other range.
 */
export function plainRange(range: string): RangeTest | null {
  const bounds = range.trim().split(/\s+/).map(readBound);
  const known = bounds.filter((bound) => bound !== null);
  if (known.length < bounds.length) return null;
  return (version) => known.every((bound) => holds(bound, version));
}

interface Bound {
  readonly atLeast: boolean;
  readonly version: readonly number[];
  /** `<1.27` ends before 1.27rc1, `<1.27.0` behind it. */
  readonly whole: boolean;
}

function readBound(text: string): Bound | null {
  const match = /^(>=|<)(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})(?:\.(0|[1-9]\d{0,5}))?$/.exec(text);
  if (match === null) return null;
  const [, operator, major, minor, patch] = match;
  return {
    atLeast: operator === '>=',
    version: [major, minor, patch ?? 0].map(Number),
    whole: patch !== undefined,
  };
}

function holds({ atLeast, version, whole }: Bound, candidate: string): boolean {
  // What stands behind a plus has no place in the order (semver 2.0.0, 10), and may hold a dash.
  const [numbers = '', prerelease] = (candidate.split('+', 1)[0] ?? '').split('-', 2);
  // For semver everything is at least 0.0.0, its own pre-releases too.
  if (atLeast && version.every((part) => part === 0)) return true;
  const order = compare(numbers.split('.').map(Number), version);
  if (order !== 0) return order > 0 === atLeast;
  return prerelease === undefined ? atLeast : !atLeast && whole;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((part, i) => part !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/**
 * The version that a remedy names: the one that the range asks for, else the newest line with a release
 * in the range, such as `1.27`. Null when no release that we know is in it.
 */
export function suggestVersion(range: string, test: RangeTest): string | null {
  const exact = /^[=v\s]*(\d+\.\d+\.\d+)$/.exec(range)?.[1];
  if (exact !== undefined) return exact;
  for (let minor = NEWEST_MINOR; minor >= 0; minor--) {
    // The line's last patch release is not known; its tag leads to it.
    if (test(`1.${minor}.0`) || test(`1.${minor}.999`)) return `1.${minor}`;
  }
  return null;
}
