import { Parser } from 'tap-parser';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { tap } from '../../src/report/tap.ts';
import { everyKind, probeReport, sampleReport } from '../support/runs/sample-report.ts';

describe('tap', () => {
  it('is read by a TAP parser with one result a probe', () => {
    const results: { ok: boolean; name: string; skip?: boolean | string; diag?: { findings?: unknown[] } }[] =
      [];
    const parser = new Parser({ strict: true });
    parser.on('assert', (result) => results.push(result));
    let extra = '';
    parser.on('extra', (text) => {
      extra += text;
    });
    parser.end(tap(everyKind()));
    expect(extra).toBe('');
    expect(results.map((r) => r.ok)).toEqual([true, true, false, true, false]);
    expect(results.map((r) => r.skip !== undefined && r.skip !== false)).toEqual([
      false,
      false,
      false,
      true,
      false,
    ]);
    expect(results[2]?.diag?.findings).toHaveLength(2);
    expect(parser.results?.plan.end).toBe(5);
  });

  it('writes diagnostics that a YAML parser reads back to the letter', () => {
    const report = everyKind();
    const block = /-{3}\n([\s\S]*?)\n {2}\.\.\./.exec(tap(report))?.[1] ?? '';
    const { findings } = parseYaml(block);
    expect(findings.map((f: { message: string }) => f.message)).toEqual(
      report.probes[1]?.findings.map((f) => f.message),
    );
  });

  it('needs no diagnostic where all is well', () => {
    expect(tap(sampleReport([probeReport('umask')]))).not.toContain('---');
  });
});
