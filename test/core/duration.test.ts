import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDuration, shortDuration } from '../../src/core/time/duration.ts';

const DAY = 86_400_000;
const limits = { min: 0, max: DAY, bare: null } as const;
const read = (text: string, more = {}) => readDuration(text, { ...limits, ...more });

describe('a duration', () => {
  it.each([
    ['900ms', 900],
    ['2s', 2000],
    ['1.5s', 1500],
    ['10m', 600_000],
    ['1h', 3_600_000],
    ['1m30s', 90_000],
    ['1h0m0.5s', 3_600_500],
    ['0s', 0],
  ])('%s is %d ms', (text, ms) => expect(read(text)).toEqual({ ok: true, ms }));

  it.each([
    '',
    ' 2s',
    '2s ',
    '2 s',
    '2S',
    '-2s',
    '+2s',
    's',
    '2',
    '2d',
    'PT2S',
    '1e3ms',
    '2s,',
    '0x2s',
    '٢s',
  ])('%j is none', (text) => expect(read(text).ok).toBe(false));

  it('without a unit is refused with both units that may be meant, or counts what is said', () => {
    expect(read('30')).toMatchObject({ ok: false, problem: expect.stringMatching(/30s.*30ms/) });
    expect(read('30', { bare: 'ms' })).toEqual({ ok: true, ms: 30 });
    expect(read('9'.repeat(30), { bare: 'ms' }).ok).toBe(false);
  });

  it('says its limits in the form in which they can be written', () => {
    const { problem } = read('25h') as { problem: string };
    expect(problem).toContain('24h');
    expect(read('24h').ok).toBe(true);
  });

  it('is read back from its short form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: DAY }), (ms) => {
        expect(read(shortDuration(ms))).toEqual({ ok: true, ms });
      }),
    );
  });
});
