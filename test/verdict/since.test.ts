import { describe, expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import type { Baseline } from '../../src/core/documents/baseline.ts';
import type { Finding, ProbeReport } from '../../src/core/documents/report.ts';
import { fails } from '../../src/core/severity.ts';
import type { Json, JsonObject } from '../../src/core/types/json.ts';
import { compare } from '../../src/verdict/since/compare.ts';
import { fingerprint } from '../../src/verdict/since/fingerprint.ts';
import { finding, probeReport } from '../support/runs/sample-report.ts';

const HIDE_NOTHING = { called: [], hide: (text: string) => text };

function baseline(then: readonly ProbeReport[]): Baseline {
  return { file: 'base.json', startedAt: '2026-11-20T10:00:00.000Z', probes: then };
}

const about = (evidence: JsonObject, more: Partial<Finding> = {}) =>
  finding('umask/blocks-group-write', { evidence, ...more });

/** What is said of the findings of one probe, and what is gone. */
function since(now: readonly Finding[], then: readonly Finding[], options = HIDE_NOTHING) {
  const { probes: compared, baseline: report } = compare(
    baseline([probeReport('umask', { findings: then })]),
    [probeReport('umask', { findings: now })],
    options,
  );
  return { findings: compared[0]?.findings.map((f) => [f.new, f.changed]), gone: report?.gone, report };
}

/** The evidence another day, at another size: what is counted, dated or switched is another. */
function anotherDay(value: Json, key = ''): Json {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)) return '2031-01-01T00:00:00.000Z';
  if (Array.isArray(value)) return value.map((item) => anotherDay(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, anotherDay(item ?? null, name)]),
  );
}

describe('the fingerprint of a finding', () => {
  it('does not depend on counts, dates, lines and switches, for any rule', async () => {
    let rules = 0;
    for (const { name, rules: load } of probes) {
      for (const [id, { example }] of Object.entries(await load())) {
        const rule = `${name}/${id}`;
        const then = finding(rule, { evidence: example });
        const now = finding(rule, { evidence: anotherDay(example) as JsonObject });
        expect(fingerprint(now), rule).toBe(fingerprint(then));
        expect(since([now], [then]).findings?.[0]?.[0], rule).toBe(false);
        rules++;
      }
    }
    expect(rules).toBeGreaterThan(150);
  });

  it('tells apart what is found at two places, of two variables, or needed for two ends', () => {
    const marks = [
      { path: '/a' },
      { path: '/b' },
      { at: '/a' },
      { at: '/a', need: 'write' },
      { variable: 'HTTPS_PROXY' },
      { module: 'example.com/a@v1.0.0' },
      {},
    ].map((evidence) => fingerprint(about(evidence)));
    expect(new Set(marks).size).toBe(marks.length);
  });

  it('is the same for another process and after a ConfigMap was written again', () => {
    const at = (path: string) => fingerprint(about({ path }));
    expect(at('/proc/17/root')).toBe(at('/proc/4711/root'));
    expect(at('/etc/c/..2026_11_01_10_00_00.123/ca.crt')).toBe(at('/etc/c/..2026_11_27_09_59_01.99/ca.crt'));
  });

  it('is the same whatever the archive and the manifest are called', () => {
    const called = ['deploy.yaml', '/tmp/new.yaml'];
    const at = (file: string) => fingerprint(about({ file, name: 'data' }), called);
    expect(at('deploy.yaml')).toBe(at('/tmp/new.yaml'));
    expect(at('/src/go.mod')).not.toBe(at('deploy.yaml'));
  });

  it('does not depend on the order of what is told', () => {
    expect(fingerprint(about({ path: '/a', need: 'read' }))).toBe(
      fingerprint(about({ need: 'read', path: '/a' })),
    );
  });
});

describe('a report since another', () => {
  it('says what is new, what is other and what is gone', () => {
    const stays = about({ path: '/stays', mask: '0022' });
    const { findings, report } = since(
      [about({ path: '/new' }), about({ path: '/stays', mask: '0077' })],
      [stays, about({ path: '/gone' })],
    );
    expect(findings).toEqual([
      [true, undefined],
      [false, ['mask']],
    ]);
    expect(report).toEqual({
      file: 'base.json',
      startedAt: '2026-11-20T10:00:00.000Z',
      new: 1,
      changed: 1,
      gone: [
        {
          rule: 'umask/blocks-group-write',
          severity: 'error',
          message: 'What was seen of umask/blocks-group-write.',
          evidence: { path: '/gone' },
        },
      ],
      notCompared: [],
      text: 'since base.json (2026-11-20 10:00 UTC): 1 new, 1 changed, 1 gone (umask/blocks-group-write)',
    });
  });

  it('calls new what weighs more now, and other what weighs less', () => {
    const then = (severity: Finding['severity']) => about({ path: '/a' }, { severity });
    expect(since([then('error')], [then('warning')]).findings).toEqual([[true, undefined]]);
    expect(since([then('warning')], [then('error')]).findings).toEqual([[false, ['severity']]]);
  });

  it('calls new what is about one thing more, and not what is about one less', () => {
    const of = (...paths: readonly string[]) =>
      about({ paths: paths.map((path) => ({ path, role: 'policy' })) });
    expect(since([of('/a', '/b')], [of('/a')]).findings).toEqual([[true, undefined]]);
    expect(since([of('/a')], [of('/a', '/b')])).toMatchObject({ findings: [[false, ['paths']]], gone: [] });
  });

  it('knows one finding once, and of several alike the one with the same evidence', () => {
    const a = about({ mask: '1' });
    const b = about({ mask: '2' });
    expect(since([a, a], [a]).findings).toEqual([
      [false, undefined],
      [true, undefined],
    ]);
    expect(since([b, a], [a, b]).findings).toEqual([
      [false, undefined],
      [false, undefined],
    ]);
  });

  it('says nothing of what passes by itself', () => {
    const now = (at: string) => about({ path: '/a', now: at, afterMs: at.length });
    expect(since([now('2026-11-21T12:00:00.000Z')], [now('later')]).findings).toEqual([[false, undefined]]);
  });

  it('compares values of Secrets as the earlier report has them', () => {
    const hide = (text: string) => text.replace('s3cret', '***');
    const { findings, gone } = since([about({ path: '/s3cret' })], [about({ path: '/***' })], {
      called: [],
      hide,
    });
    expect([findings, gone]).toEqual([[[false, undefined]], []]);
  });

  it('calls nothing gone that only one of the two could look at', () => {
    const findings = [about({ path: '/a' })];
    for (const [status, before] of [
      ['inconclusive', 'fail'],
      ['skip', 'fail'],
      ['pass', 'inconclusive'],
    ] as const) {
      const { baseline: report } = compare(
        baseline([probeReport('umask', { status: before, findings })]),
        [probeReport('umask', { status })],
        HIDE_NOTHING,
      );
      expect(report).toMatchObject({ gone: [], notCompared: ['umask'] });
    }
  });

  it('takes a probe that the earlier report does not have for new', () => {
    const { probes: compared, baseline: report } = compare(
      baseline([]),
      [probeReport('umask', { findings: [about({})] })],
      HIDE_NOTHING,
    );
    expect(compared[0]?.findings[0]?.new).toBe(true);
    expect(report?.notCompared).toEqual(['umask']);
  });
});

describe('--fail-on new', () => {
  it('fails on errors that are new, and on nothing else', () => {
    const all = (['error', 'warning', 'info'] as const).flatMap((severity) =>
      [true, false, undefined].map((isNew) => ({ severity, ...(isNew === undefined ? {} : { new: isNew }) })),
    );
    expect(all.filter((f) => fails(f, 'new'))).toEqual([{ severity: 'error', new: true }]);
  });
});
