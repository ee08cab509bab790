import { describe, expect, it } from 'vitest';
import { seenOf } from '../../../src/cli/serve/node/seen-of.ts';
import type { Report } from '../../../src/core/documents/report.ts';
import { lookHere } from './look-here.ts';

function report(verdict: Report['verdict'], failOn: Report['failOn'], probes: readonly object[]): Report {
  const summary = { pass: 0, warn: 0, fail: 0, skip: 0, inconclusive: 0 };
  return {
    verdict,
    failOn,
    probes,
    summary,
    profile: { name: 'runtime' },
    durationMs: 1,
  } as unknown as Report;
}

const warned = { rule: 'umask/open', severity: 'warning', message: 'm', remedy: 'r' };
const failed = { ...warned, severity: 'error' };
const OPEN = { name: 'pod', status: 'inconclusive', summary: 'it did not say', findings: [] };

describe('what the agent is told of a report', () => {
  it('says which rules make the container not ready', () => {
    const probe = { name: 'umask', status: 'fail', findings: [warned, failed] };
    expect(seenOf(report('not-ready', 'error', [probe]), 1, false).rules).toEqual([
      { rule: 'umask/open', severity: 'warning', fails: false },
      { rule: 'umask/open', severity: 'error', fails: true },
    ]);
    const old = { ...probe, findings: [{ ...failed, new: true }, failed, warned] };
    expect(seenOf(report('not-ready', 'new', [old]), 1, false).rules.map((rule) => rule.fails)).toEqual([
      true,
      false,
    ]);
  });

  it('is not ready where a warning is enough, though something else is not known', () => {
    const probe = { name: 'umask', status: 'warn', findings: [warned] };
    const seen = seenOf(report('not-ready', 'warning', [probe, OPEN]), 2, false);
    expect(seen).toMatchObject({ verdict: 'not-ready', rules: [{ fails: true }] });
    expect(seen.reason).toBeUndefined();
    expect(seenOf(report('not-ready', 'error', [probe, OPEN]), 2, false)).toMatchObject({
      verdict: 'unknown',
      reason: 'pod: it did not say',
    });
  });

  it('has a reason where nothing was looked at', async () => {
    const { seen } = await lookHere(process.pid, 'go-version', {})();
    expect(seen).toMatchObject({ verdict: 'not-ready', rules: [] });
    expect(seen.reason).toMatch(/^nothing was looked at/);
  });
});
