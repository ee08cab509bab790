import { describe, expect, it } from 'vitest';
import { reportIn } from '../support/runs/report-schema.ts';
import { type Cost, costOf, HEALTHY, REPETITIVE } from './repetitive.ts';

/** A bundle of 16 MB takes longer than none; the square of a tenth of it would take a thousand times as long. */
const TIMES = 40;
const PEAK_MIB = 320;

/** In times of a healthy run of this machine, since another's CPU is another. */
let healthy: Promise<Cost> | undefined;

describe('an input that repeats itself is answered, in time and memory of its size', () => {
  it.each(REPETITIVE.map((input) => [input.name, input] as const))('%s', async (_, input) => {
    healthy ??= costOf(HEALTHY);
    const base = await healthy;
    const { code, stdout, cpuMs, peakMib } = await costOf(input);
    expect(cpuMs / base.cpuMs).toBeLessThan(TIMES);
    expect(peakMib).toBeLessThan(PEAK_MIB);
    if (input.name.startsWith('policy')) {
      expect(code).toBe(78);
      return;
    }
    const report = reportIn(stdout);
    expect(code).toBe(report.exitCode);
    expect(report.probes.filter((probe) => probe.status === 'inconclusive')).toEqual([]);
    expect(stdout.length).toBeLessThan(2 * 1024 * 1024);
  });
});
