import { describe, expect, it } from 'vitest';
import type { Parser } from '../fuzz/parser.ts';
import { PARSERS } from '../fuzz/parsers.ts';
import { FAMILIES, type Family, repeated } from './families.ts';
import { growthOf } from './measure.ts';

/** Bytes of the smallest input; the largest is four times of it. A whole probe is asked about less. */
const SIZE = 32 * 1024;
const SIZE_OF_PROBE = 8 * 1024;

/** The common kinds of input, and the reader's own: its seeds and what it is made of, again and again. */
function familiesOf({ families = [], pieces = [], seeds }: Parser): readonly Family[] {
  const own = [...pieces, ...seeds.map((seed) => seed.toString('latin1'))];
  return [
    ...FAMILIES,
    ...families,
    ...own.map((piece) => ({ name: JSON.stringify(piece), of: repeated(piece) })),
  ];
}

function reading(parser: Parser, family: Family, size: number): () => Promise<void> {
  const bytes = Buffer.from(family.of(size), 'latin1');
  return async () => {
    try {
      await parser.parse(bytes);
    } catch (error) {
      if (parser.refuses?.(error) !== true) throw error;
    }
  };
}

describe('time grows no faster than n log n', () => {
  it.each(PARSERS.map((parser) => [parser.name, parser] as const))(
    '%s',
    async (_, parser) => {
      const { longest, slow, from = slow ? SIZE_OF_PROBE : SIZE } = parser;
      const size = Math.min(from, Math.floor(longest / 4));
      const found: unknown[] = [];
      for (const family of familiesOf(parser)) {
        const growth = await growthOf((bytes) => reading(parser, family, bytes), { size, longest });
        if (growth !== null) found.push({ family: family.name, ...growth });
      }
      expect(found).toEqual([]);
    },
    120_000,
  );
});

describe('the measure', () => {
  const work = (steps: (size: number) => number) => (size: number) => () => {
    let sum = 0;
    for (let i = 0; i < steps(size); i++) sum += Math.sqrt(i);
    return sum;
  };

  it.each([
    ['linear', (n: number) => 200 * n],
    ['n log n', (n: number) => 20 * n * Math.log2(n)],
    ['too small to be seen', (n: number) => n / 8],
  ])('passes what is %s', async (_, steps) => {
    expect(await growthOf(work(steps), { size: 8192, longest: 1e6 })).toBeNull();
  });

  it.each([
    ['quadratic', (n: number) => (n * n) / 16],
    ['quadratic beside much that is linear', (n: number) => (250 * n + n * n) / 16],
  ])('fails what is %s', async (_, steps) => {
    expect(await growthOf(work(steps), { size: 4096, longest: 1e6 })).not.toBeNull();
  });
});
