import { cpuNow } from '../support/effort.ts';

/** What a run costs: milliseconds of this thread's CPU, not of the clock, since others use the machine too. */
async function cost(run: () => unknown): Promise<number> {
  const before = cpuNow();
  await run();
  return cpuNow() - before;
}

/** Fewer milliseconds of CPU than this have no growth that could be measured. */
const FLOOR_MS = 12;

/** So much more than the size may the time grow: n·log n is 1.2 times the size, and n² 4 or 8 times. */
const SUSPICIOUS = 1.75;
const LIMIT = 3;

export interface Growth {
  readonly size: number;
  readonly times: number;
  /** Milliseconds of CPU at this size and at so many times of it. */
  readonly small: number;
  readonly large: number;
}

type Run = (size: number) => () => unknown;

/**
 * Null where the time of `run` grows no faster than n·log n with the size of its input, else the figures that say so.
 * One look at four times the size is enough for most; what is suspicious is run again, at eight times the size where
 * so much may reach it, and the least of several runs counts.
 */
export async function growthOf(
  run: Run,
  { size, longest }: { readonly size: number; readonly longest: number },
): Promise<Growth | null> {
  const first = await compare(run, size, 4, 1);
  if (!isMore(first, SUSPICIOUS)) return null;
  const again = await compare(run, size, size * 8 <= longest && first.large < 2000 ? 8 : 4, 4);
  return isMore(again, LIMIT) ? again : null;
}

async function compare(run: Run, size: number, times: number, runs: number): Promise<Growth> {
  const little = run(size);
  const much = run(times * size);
  // The first run compiles.
  await cost(little);
  let small = Number.POSITIVE_INFINITY;
  let large = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    small = Math.min(small, await cost(little));
    large = Math.min(large, await cost(much));
    // What takes seconds is far beyond what a collection of garbage takes.
    if (large > 1500) break;
  }
  return { size, times, small, large };
}

function isMore({ times, small, large }: Growth, limit: number): boolean {
  return large > FLOOR_MS && large > limit * times * Math.max(small, 0.5);
}
