import { expect } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { reportIn } from '../support/report-schema.ts';
import { type Outcome, TIMEOUT_MS } from './bench.ts';

/** What a machine with other work to do may add: the time is measured, not the promise. */
const MARGIN_MS = 1500;

/** What holds of every answer, whatever the fault: in time, of the schema, nothing left, nothing written. */
export function soundReport(outcome: Outcome): Report {
  expect(outcome.stderr).toBe('');
  const report = reportIn(outcome.stdout);
  expect(outcome.code).toBe(report.exitCode);
  expect(outcome.code).toBe(report.verdict === 'ready' ? 0 : 1);
  leavesNothing(outcome);
  return report;
}

export function leavesNothing({ elapsedMs, left, written }: Outcome): void {
  expect(elapsedMs).toBeLessThan(TIMEOUT_MS + MARGIN_MS);
  expect(left).toEqual([]);
  expect(written).toEqual([]);
}
