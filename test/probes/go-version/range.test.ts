import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  plainRange,
  type RangeTest,
  rangeTest,
  semverRange,
  suggestVersion,
} from '../../../probes/go-version/range.ts';

describe('rangeTest', () => {
  it.each([
    ['>=1.21', '1.21.0', true],
    ['>=1.21', '1.20.14', false],
    ['>=1.21', '1.22.0-rc.1', true],
    ['>=1.21', '1.21.0-rc.1', false],
    ['>=1.21', '1.100.0', true],
    ['>=1.21 <1.27', '1.27.0-rc.1', false],
    ['>=1.21 <1.27', '1.26.9', true],
    ['1.22.x || 1.24.x', '1.23.1', false],
    ['1.22.x || 1.24.x', '1.24.9', true],
    ['~1.26.2', '1.26.1', false],
    ['^1.21', '2.0.0', false],
    ['1.26.3', '1.26.3', true],
    ['*', '1.0.0', true],
    ['', '1.22.0-rc.1', true],
  ])('%s and %s: %s', async (range, version, expected) => {
    expect((await rangeTest(range))(version)).toBe(expected);
  });

  it('answers plain ranges without semver as semver does', async () => {
    const part = fc.integer({ min: 0, max: 4 });
    const bound = fc
      .tuple(fc.constantFrom('>=', '<'), part, part, fc.option(part))
      .map(([operator, a, b, c]) => `${operator}${a}.${b}${c === null ? '' : `.${c}`}`);
    const ranges = fc.array(bound, { minLength: 1, maxLength: 3 }).map((bounds) => bounds.join(' '));
    const stage = fc.constantFrom('', '-rc.1', '-beta.2', '-devel', '-0', '+a-1', '-rc.1+b');
    const versions = fc.tuple(part, part, part, stage).map(([a, b, c, d]) => `${a}.${b}.${c}${d}`);
    await fc.assert(
      fc.asyncProperty(ranges, versions, async (range, version) => {
        const plain = plainRange(range) as RangeTest;
        expect(plain(version)).toBe((await semverRange(range))(version));
      }),
      { numRuns: 2000 },
    );
  });

  it('answers each pair of small bounds as semver does, for each small version', async () => {
    const parts = [0, 1, 2];
    const lines = parts.flatMap((a) => parts.map((b) => `${a}.${b}`));
    const releases = lines.flatMap((line) => parts.map((c) => `${line}.${c}`));
    const bounds = ['>=', '<'].flatMap((operator) => [...lines, ...releases].map((at) => operator + at));
    const stages = ['', '-rc.1', '-0', '-devel', '+a-1', '-rc.1+b'];
    const versions = releases.flatMap((release) => stages.map((stage) => release + stage));
    const ranges = bounds.flatMap((one) => [one, ...bounds.map((other) => `${one} ${other}`)]);
    const differ: string[] = [];
    for (const range of ranges) {
      const plain = plainRange(range) as RangeTest;
      const semver = await semverRange(range);
      for (const version of versions)
        if (plain(version) !== semver(version)) differ.push(`${version} in ${range}`);
    }
    expect(differ).toEqual([]);
  });

  it.each(['1.21', '^1.21', '>=1', '>1.21', '>=1.21 || <1', '>= 1.21', '>=1.21-0', '', '>=01.2'])(
    'leaves %j to semver',
    (range) => {
      expect(plainRange(range)).toBeNull();
    },
  );
});

describe('suggestVersion', () => {
  it.each([
    ['>=1.21', '1.27'],
    ['>=1.21 <1.24', '1.23'],
    ['>=1.22.9 <1.23', '1.22'],
    ['1.22.5', '1.22.5'],
    ['~1.25.3', '1.25'],
    ['>=1.99', null],
    ['>=2', null],
  ])('for %s: %s', async (range, expected) => {
    expect(suggestVersion(range, await rangeTest(range))).toBe(expected);
  });
});
