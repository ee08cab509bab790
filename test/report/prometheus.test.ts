import { execaSync } from 'execa';
import { describe, expect, it } from 'vitest';
import { prometheus } from '../../src/report/prometheus.ts';
import { everyKind } from '../support/runs/sample-report.ts';
import { describeReal, tool } from '../support/system/real-tools.ts';

describe('prometheus', () => {
  it('gives no sample twice', () => {
    const series = prometheus(everyKind())
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.slice(0, line.lastIndexOf(' ')));
    expect(new Set(series).size).toBe(series.length);
    expect(series).toContain(
      'probe_env_findings{probe="ca-certs",rule="ca-certs/bundle-missing",severity="error"}',
    );
  });
});

describeReal('prometheus under promtool', { tools: ['promtool'] }, () => {
  it('has nothing to complain about', () => {
    const { exitCode, stderr, stdout } = execaSync(tool('promtool') ?? '', ['check', 'metrics'], {
      input: prometheus(everyKind()),
      reject: false,
    });
    expect({ exitCode, stderr, stdout }).toEqual({ exitCode: 0, stderr: '', stdout: '' });
  });
});
