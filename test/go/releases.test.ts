import { describe, expect, it } from 'vitest';
import { endOfLife, NEWEST_MINOR, releasedOn } from '../../src/go/releases.ts';

describe('the table of releases', () => {
  it('is in order of time, with days that exist', () => {
    const days = Array.from({ length: NEWEST_MINOR + 1 }, (_, minor) => releasedOn(minor) ?? '');
    expect([...days].sort()).toEqual(days);
    for (const day of days) expect(new Date(`${day}T00:00:00Z`).toISOString()).toBe(`${day}T00:00:00.000Z`);
  });

  it.each([
    [0, '2013-12-01'],
    [19, '2023-08-08'],
    [25, '2026-08-19'],
    [NEWEST_MINOR - 2, releasedOn(NEWEST_MINOR)],
    [NEWEST_MINOR - 1, null],
    [NEWEST_MINOR, null],
    [NEWEST_MINOR + 1, null],
    [999, null],
  ])('1.%s ended on %s', (minor, day) => {
    expect(endOfLife(minor)).toBe(day);
  });
});
