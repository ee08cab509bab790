import { Settings } from 'luxon';
import { describe, expect, it, vi } from 'vitest';
import { isoLocal, spokenDate, spokenWhen } from '../../src/core/time/when.ts';

const NOW = '2026-12-27T12:00:00Z';

describe('a date as people say it', () => {
  it.each([
    ['2027-01-08', 'in 11 days, on Friday 8 January 2027'],
    ['2027-01-08T12:00:00Z', 'in 12 days, on Friday 8 January 2027'],
    ['2026-12-29T11:00:00Z', 'in 47 hours, on Tuesday 29 December 2026 at 11:00 UTC'],
    ['2026-12-27T13:05:00Z', 'in 1 hour, on Sunday 27 December 2026 at 13:05 UTC'],
    ['2026-12-27T12:01:30Z', 'in 1 minute, on Sunday 27 December 2026 at 12:01 UTC'],
    ['2026-12-27T11:30:00Z', '30 minutes ago, on Sunday 27 December 2026 at 11:30 UTC'],
    ['2026-03-01', '9 months ago, on Sunday 1 March 2026'],
    ['2027-02-27', 'in 61 days, on Saturday 27 February 2027'],
    ['2027-04-27', 'in 3 months, on Tuesday 27 April 2027'],
    ['2036-12-27T12:00:00Z', 'in 10 years, on Saturday 27 December 2036'],
    ['1970-01-01', '56 years ago, on Thursday 1 January 1970'],
  ])('%s is %s', (at, words) => expect(spokenWhen(at, NOW)).toBe(words));

  it.each([
    ['+275760-09-13T00:00:00.000Z', NOW],
    ['-271821-04-20T00:00:00.000Z', NOW],
    [NOW, '+275760-09-13T00:00:00.000Z'],
    ['+275760-09-13T00:00:00.000Z', '+275760-09-12T23:59:59.999Z'],
  ])('has no distance at the end of the range: %s from %s', (at, now) =>
    expect(spokenWhen(at, now)).toMatch(/^on [A-Z][a-z]+day /),
  );

  it('stays as it is where it is none', () => {
    expect(spokenDate('soon')).toBe('soon');
    expect(spokenWhen('soon', NOW)).toBe('soon');
    expect(spokenWhen('2026-01-01', 'now')).toBe('2026-01-01');
  });

  it('leaves the distance out where the clock is at an end of its range', () => {
    for (const clock of [8.64e15, -8.64e15]) {
      const now = new Date(clock).toISOString();
      expect(spokenWhen('2027-01-08T00:00:00Z', now)).toBe('on Friday 8 January 2027');
    }
  });

  it('asks Intl for nothing, which would take longer than all of a healthy run', () => {
    // As in a process that has not said a date yet.
    Settings.resetCaches();
    const intl = vi.spyOn(Intl, 'DateTimeFormat');
    try {
      spokenWhen('2027-01-08', NOW);
      isoLocal(0, 3600);
      expect(intl).not.toHaveBeenCalled();
    } finally {
      intl.mockRestore();
    }
  });

  it.each([
    [0, 0, '1970-01-01T00:00:00Z'],
    [1_800_000_000_000, 8 * 3600, '2027-01-15T16:00:00+08:00'],
    [1_800_000_000_000, -12_600, '2027-01-15T04:30:00-03:30'],
  ])('of %d ms, %d seconds east of UTC, is %s on the clocks there', (ms, offset, text) =>
    expect(isoLocal(ms, offset)).toBe(text),
  );

  it('does not depend on the zone and language of this process', () => {
    const { TZ, LANG } = process.env;
    try {
      process.env.TZ = 'Pacific/Kiritimati';
      process.env.LANG = 'ja_JP.UTF-8';
      expect(spokenDate('2027-01-08T23:59:59Z')).toBe('Friday 8 January 2027');
    } finally {
      restore('TZ', TZ);
      restore('LANG', LANG);
    }
  });
});

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
