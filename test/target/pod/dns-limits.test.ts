import { describe, expect, it } from 'vitest';
import { fittingSearches, NEW_LIMITS, OLD_LIMITS } from '../../../src/target/pod/names/dns-limits.ts';

const names = (count: number, length: number) =>
  Array.from({ length: count }, (_, i) => String(i).padStart(length, 'a'));

describe('domains that a kubelet writes', () => {
  it.each([
    ['as many as there are', names(6, 10), OLD_LIMITS, 6],
    ['six of the old ones', names(7, 10), OLD_LIMITS, 6],
    ['32 of the new ones', names(40, 10), NEW_LIMITS, 32],
    ['256 characters with their spaces', names(2, 127), OLD_LIMITS, 2],
    ['255 and one that is too long', [...names(2, 127), 'x'], OLD_LIMITS, 2],
    ['one character more', [...names(1, 127), ...names(1, 129)], OLD_LIMITS, 1],
    ['2048 characters', names(20, 200), NEW_LIMITS, 10],
    ['none where the first is too long', names(1, 300), OLD_LIMITS, 0],
  ])('are %s', (_, domains, limits, count) => {
    expect(fittingSearches(domains, limits)).toEqual(domains.slice(0, count));
  });
});
