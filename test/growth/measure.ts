import { cpuNow } from '../support/system/effort.ts';

/**
 * What a run costs: milliseconds of this thread's CPU, not of the clock, since others use the machine too. It is run
 * again and again until that is `atLeast` milliseconds in all: the kernel may count in steps of several.
 */
async function cost(run: () => unknown, atLeast = 0): Promise<number> {
  const before = cpuNow();
  for (let runs = 1; ; runs++) {
    await run();
    const spent = cpuNow() - before;
    if (spent >= atLeast || runs === MOST_RUNS) return spent / runs;
  }
}

/** CPU in which a step of the kernel's counter no longer matters, milliseconds; and runs that are enough to see it. */
const MEASURED_MS = 40;
const MOST_RUNS = 200;

/**
 * Fewer milliseconds of CPU than this have no growth that could be measured: from some size on what is made is
 * collected at once or lies outside the caches, and the step from 2 to 15 ms was that.
 */
const FLOOR_MS = 25;

/** So much more than the size may the time grow in one look: n·log n is 1.2 times the size, and n² 4 times. */
const SUSPICIOUS = 1.75;
/** Twice the size may take so many times as long: n·log n takes 2.3 times, and n² 4 times. */
const LIMIT = 2.7;
/** So often it has to be seen. */
const LOOKS = 4;

export interface Growth {
  readonly size: number;
  /** Milliseconds of CPU at this size, at twice and at four times of it. */
  readonly costs: readonly [number, number, number];
}

type Run = (size: number) => () => unknown;

/**
 * Null where the time of `run` grows no faster than n·log n with the size of its input, else the figures that say so.
 * One look at four times the size is enough for most. What is suspicious is doubled twice, and the least of several
 * runs counts: n² shows in both steps, while what garbage takes from some size on, or a cache, is one step alone.
 */
export async function growthOf(
  run: Run,
  { size, longest }: { readonly size: number; readonly longest: number },
): Promise<Growth | null> {
  const first = await costsOf(run, [size, 4 * size], { runs: 1, atLeast: 0 });
  const [small = 0, large = 0] = first;
  if (large <= FLOOR_MS || large <= SUSPICIOUS * 4 * Math.max(small, 0.5)) return null;
  const from = size * 8 <= longest && large < 2000 ? 2 * size : size;
  let found: Growth | null = null;
  // A busy machine, whose caches others empty, is slow once or twice; a square is there each time.
  for (let look = 0; look < LOOKS; look++) {
    found = await squareFrom(run, from);
    if (found === null) return null;
  }
  return found;
}

async function squareFrom(run: Run, size: number): Promise<Growth | null> {
  const sizes = [size, 2 * size, 4 * size];
  const [one = 0, two = 0, four = 0] = await costsOf(run, sizes, { runs: 4, atLeast: MEASURED_MS });
  const isSquare = four > FLOOR_MS && [two / one, four / two].every((step) => step > LIMIT);
  return isSquare ? { size, costs: [one, two, four] } : null;
}

/** The least that `run` costs at each of the sizes. */
async function costsOf(
  run: Run,
  sizes: readonly number[],
  { runs, atLeast }: { readonly runs: number; readonly atLeast: number },
): Promise<readonly number[]> {
  const works = sizes.map(run);
  // The first run compiles.
  for (const work of works.slice(0, 1)) await work();
  const least = works.map(() => Number.POSITIVE_INFINITY);
  for (let i = 0; i < runs; i++) {
    for (const [at, work] of works.entries()) least[at] = Math.min(least[at] ?? 0, await cost(work, atLeast));
    // What takes seconds is far beyond what a collection of garbage takes.
    if ((least.at(-1) ?? 0) > 1500) break;
  }
  return least;
}
