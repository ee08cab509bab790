import { expect } from 'vitest';
import type { Report } from '../../src/core/documents/report.ts';
import { reportIn } from '../support/runs/report-schema.ts';
import type { Outcome } from './bench.ts';

/** What an answer may take beyond the deadline, in starts of a program on this machine as busy as it is. */
const STARTS = 20;

/** What holds of every answer, whatever the fault: in time, of the schema, nothing left, nothing written. */
export function soundReport(outcome: Outcome): Report {
  expect(outcome.stderr).toBe('');
  const report = reportIn(outcome.stdout);
  expect(outcome.code).toBe(report.exitCode);
  expect(outcome.code).toBe(report.verdict === 'ready' ? 0 : 1);
  leavesNothing(outcome);
  return report;
}

export function leavesNothing({ elapsedMs, startMs, timeoutMs, left, written }: Outcome): void {
  expect((elapsedMs - timeoutMs) / startMs).toBeLessThan(STARTS);
  expect(left).toEqual([]);
  expect(written).toEqual([]);
}
