import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { reportIn, shippedSchema } from '../support/runs/report-schema.ts';
import { runMain } from '../support/runs/run-main.ts';

describe('the schema of policy files', () => {
  const valid = shippedSchema('policy');

  it('takes the example', () => {
    const text = readFileSync(join(import.meta.dirname, '../../examples/policy.yaml'), 'utf8');
    expect([valid(parse(text)), valid.errors]).toEqual([true, null]);
  });

  it.each([
    [{ timeot: 1 }],
    [{ timeout: 1 }],
    [{ only: ['nobody'] }],
    [{ rules: { 'umask/nothing': 'off' } }],
    [{ rules: { 'umask/too-open': 'warn' } }],
    [{ permissions: { paths: [{ path: 'tmp', need: ['read'] }] } }],
    [{ permissions: { paths: [{ path: '/tmp', need: [] }] } }],
    [{ timezone: { expected: '../x' } }],
  ])('refuses %j', (policy) => {
    expect(valid(policy)).toBe(false);
  });
});

describe('the schema of reports', () => {
  it('takes what every kind of run prints', async () => {
    for (const argv of [[], ['-p', 'build'], ['--only', 'alpha'], ['--for', 'liveness']]) {
      reportIn((await runMain(['-f', 'json', ...argv])).stdout);
    }
  });

  it('refuses a report that lacks a field, or has another version', async () => {
    const report = JSON.parse((await runMain(['-f', 'json'])).stdout);
    const valid = shippedSchema('report');
    expect(valid({ ...report, schemaVersion: 2 })).toBe(false);
    expect(valid({ ...report, probes: [{ name: 'umask' }] })).toBe(false);
    const { verdict: _, ...headless } = report;
    expect(valid(headless)).toBe(false);
  });
});
