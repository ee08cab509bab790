import { describe, expect, it } from 'vitest';
import { untilReady } from '../../src/run/wait.ts';
import { probeReport, sampleReport } from '../support/runs/sample-report.ts';

const READY = sampleReport([probeReport('a')]);
const NOT_READY = sampleReport([probeReport('a', { status: 'fail' })]);

/** A clock that only sleeping and attempts move. */
function machine(answers: readonly (typeof READY)[], attemptMs: number) {
  let clock = 0;
  const pauses: number[] = [];
  let attempts = 0;
  return {
    pauses,
    attempts: () => attempts,
    attempt: async () => {
      clock += attemptMs;
      return answers[Math.min(attempts++, answers.length - 1)] ?? READY;
    },
    options: (waitMs: number) => ({
      waitMs,
      monotonic: () => clock,
      sleep: async (ms: number) => {
        clock += ms;
      },
      progress: (_: unknown, __: number, delay: number) => {
        pauses.push(delay);
      },
    }),
  };
}

describe('untilReady', () => {
  it('returns the first report when it is ready, without a pause', async () => {
    const m = machine([READY], 50);
    expect(await untilReady(m.attempt, m.options(10_000))).toBe(READY);
    expect(m.pauses).toEqual([]);
  });

  it('tries once when there is no time to wait', async () => {
    const m = machine([NOT_READY], 50);
    expect(await untilReady(m.attempt, m.options(0))).toBe(NOT_READY);
    expect(m.attempts()).toBe(1);
  });

  it('backs off, and stops at the first ready report', async () => {
    const m = machine([NOT_READY, NOT_READY, NOT_READY, READY], 0);
    expect(await untilReady(m.attempt, m.options(60_000))).toBe(READY);
    expect(m.pauses).toEqual([250, 500, 1000]);
  });

  it('makes its last attempt when the time is up and returns that report', async () => {
    const m = machine([NOT_READY], 0);
    expect(await untilReady(m.attempt, m.options(30_000))).toBe(NOT_READY);
    expect(m.pauses.reduce((a, b) => a + b, 0)).toBe(30_000);
    expect(Math.max(...m.pauses)).toBe(5000);
    expect(m.attempts()).toBe(m.pauses.length + 1);
  });
});
