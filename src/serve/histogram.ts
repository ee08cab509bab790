/** Upper bounds of the buckets, seconds. */
export const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts of what took how long. */
export interface Histogram {
  /** Of each bound the number at or below it, then of all. */
  readonly counts: readonly number[];
  readonly sumSeconds: number;
}

export const EMPTY: Histogram = { counts: [...BOUNDS.map(() => 0), 0], sumSeconds: 0 };

export function observed({ counts, sumSeconds }: Histogram, seconds: number): Histogram {
  const bounds = [...BOUNDS, Number.POSITIVE_INFINITY];
  return {
    counts: counts.map((count, i) => (seconds <= (bounds[i] ?? 0) ? count + 1 : count)),
    sumSeconds: sumSeconds + seconds,
  };
}
