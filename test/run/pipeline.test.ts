import { describe, expect, it } from 'vitest';
import { link } from '../../probes/links.ts';
import type { Layer } from '../../src/config/layer.ts';
import { mergeLayers } from '../../src/config/merge.ts';
import type { AnyProbe } from '../../src/core/probe.ts';
import { CUT } from '../../src/core/reason.ts';
import { makeReport } from '../../src/pipeline.ts';
import { bareHost } from '../support/memory/healthy.ts';
import { fakeProbe, found } from '../support/probes/fake-probe.ts';

function report(probes: readonly AnyProbe[], layer: Layer = {}, facts = false) {
  return makeReport({ probes, link }, bareHost(), mergeLayers(probes, [layer]), {
    facts,
    info: true,
    startedMs: 0,
  });
}

const healthy = fakeProbe('alpha');
const broken = fakeProbe('beta', { findings: [found('beta/broken')] });

describe('a run', () => {
  it('is ready when nothing is found', async () => {
    expect(await report([healthy])).toMatchObject({
      verdict: 'ready',
      exitCode: 0,
      summary: { pass: 1, warn: 0, fail: 0, skip: 0, inconclusive: 0 },
      probes: [{ name: 'alpha', status: 'pass', findings: [] }],
    });
  });

  it('shows what a probe could not look at beside its facts, and is silent of it elsewhere', async () => {
    const curious: AnyProbe = {
      ...fakeProbe('curious'),
      observe: async (host) => {
        host.stat('/secret');
        return { facts: 'seen' };
      },
    };
    const host = bareHost({ faults: { '/secret': 'EACCES' } });
    const run = (facts: boolean) =>
      makeReport({ probes: [curious, healthy], link }, host, mergeLayers([], []), {
        facts,
        info: true,
        startedMs: 0,
      });
    const { probes } = await run(true);
    expect(probes[0]).toMatchObject({ status: 'pass', unknown: [{ what: '/secret', why: 'EACCES' }] });
    expect(probes[1]).not.toHaveProperty('unknown');
    expect((await run(false)).probes[0]).not.toHaveProperty('unknown');
  });

  it('leaves out a probe that nothing asks for, unless it is named', async () => {
    const idle: AnyProbe = { ...fakeProbe('idle'), isAskedFor: () => false };
    const names = async (layer: Layer) =>
      (await report([healthy, idle], layer)).probes.map(({ name }) => name);
    expect(await names({})).toEqual(['alpha']);
    expect(await names({ only: ['idle'] })).toEqual(['idle']);
  });

  it('keeps the order of the registry, whoever ends first', async () => {
    const slow = fakeProbe('slow', {
      observe: () => new Promise((resolve) => setTimeout(() => resolve({ facts: 'late' }), 20)),
    });
    const { probes } = await report([slow, healthy, broken]);
    expect(probes.map(({ name }) => name)).toEqual(['slow', 'alpha', 'beta']);
    expect(probes[0]).toMatchObject({ status: 'pass', summary: 'late' });
  });

  it.each([
    ['observe', { observe: () => Promise.reject(new Error('boom')) }],
    [
      'observe, at once',
      {
        observe: () => {
          throw new Error('boom');
        },
      },
    ],
    [
      'judge',
      {
        judge: () => {
          throw new Error('boom');
        },
      },
    ],
  ])(
    'says of a probe that crashes in %s that it is inconclusive, and reports the rest',
    async (_, options) => {
      const { exitCode, probes } = await report([fakeProbe('crash', options), broken]);
      expect(exitCode).toBe(1);
      expect(probes[0]).toMatchObject({ status: 'inconclusive', reason: expect.stringContaining('boom') });
      expect(probes[1]?.findings.map(({ rule }) => rule)).toEqual(['beta/broken']);
    },
  );

  it('still has the verdict of a probe that crashes while it shows its facts', async () => {
    const probe = fakeProbe('alpha', { report: () => Promise.reject(new Error('boom')) });
    const { exitCode, probes } = await report([probe], {}, true);
    expect(exitCode).toBe(0);
    expect(probes[0]?.facts).toEqual({ error: expect.stringContaining('boom') });
  });

  it('cuts a probe that hangs at the deadline, with what it saw, and reports the rest', async () => {
    const hung = fakeProbe('hung', {
      observe: (context) => {
        context.sofar('half of it');
        return new Promise(() => {});
      },
    });
    const { exitCode, probes } = await report([hung, broken], { timeoutMs: 120 });
    expect(exitCode).toBe(1);
    expect(probes[0]).toMatchObject({ status: 'inconclusive', reason: expect.stringContaining('deadline') });
    expect(probes[1]).toMatchObject({ status: 'fail' });
  });

  it('is not ready with a probe that could not finish, and judges what it did see', async () => {
    const cut = fakeProbe('cut', {
      observe: async () => ({ facts: 'some', incomplete: CUT }),
      findings: [found('cut/odd')],
    });
    expect(await report([cut])).toMatchObject({
      exitCode: 1,
      probes: [
        {
          status: 'inconclusive',
          reason: 'cut by the deadline before it finished',
          findings: [{ rule: 'cut/odd' }],
        },
      ],
    });
  });

  it('skips what the profile does not need, and says so', async () => {
    const go = fakeProbe('go', { profiles: ['build'] });
    expect(await report([go, healthy], { profile: 'runtime' })).toMatchObject({
      verdict: 'ready',
      probes: [{ status: 'skip', reason: expect.stringContaining('runtime') }, { status: 'pass' }],
    });
  });

  it('is not ready when nothing was looked at', async () => {
    const go = fakeProbe('go', { profiles: ['build'] });
    expect(await report([go], { profile: 'runtime' })).toMatchObject({ verdict: 'not-ready', exitCode: 1 });
  });

  it('shows evidence without secrets, and prose without control characters', async () => {
    const args = { path: 'https://user:hunter2@host/\u001b[31m' };
    const { probes } = await report([fakeProbe('alpha', { findings: [{ rule: 'alpha/odd', args }] })]);
    const [finding] = probes[0]?.findings ?? [];
    expect(JSON.stringify(finding)).not.toContain('hunter2');
    expect(finding?.message).not.toContain('\u001b');
    expect(finding?.message).toContain('host');
  });
});

describe('the policy', () => {
  const findings = ['broken', 'stale', 'odd', 'note'].map((name) => found(`beta/${name}`));
  const all = fakeProbe('beta', { findings });
  const severities = async (layer: Layer) => {
    const { probes, verdict } = await report([all], layer);
    return {
      verdict,
      found: Object.fromEntries((probes[0]?.findings ?? []).map((f) => [f.rule.slice(5), f.severity])),
    };
  };

  it('takes a rule out, or gives it another severity, and keeps the usual one in the report', async () => {
    const rules = { 'beta/broken': 'off', 'beta/stale': 'warning', 'beta/note': 'error' } as const;
    expect(await severities({ policy: { rules } })).toEqual({
      verdict: 'not-ready',
      found: { stale: 'warning', odd: 'warning', note: 'error' },
    });
    const { probes } = await report([all], { policy: { rules } });
    expect(probes[0]?.findings.find((f) => f.rule === 'beta/stale')?.defaultSeverity).toBe('error');
  });

  it('lets a warning pass, unless it asks to fail on warnings', async () => {
    const layer: Layer = { policy: { rules: { 'beta/broken': 'off', 'beta/stale': 'off' } } };
    expect((await severities(layer)).verdict).toBe('ready');
    expect((await severities({ ...layer, failOn: 'warning' })).verdict).toBe('not-ready');
  });

  it('fails for liveness only on what a restart mends', async () => {
    expect((await severities({ purpose: 'liveness' })).found).toMatchObject({
      broken: 'warning',
      stale: 'error',
    });
    const { verdict } = await severities({ purpose: 'liveness', policy: { rules: { 'beta/stale': 'off' } } });
    expect(verdict).toBe('ready');
    expect((await severities({ purpose: 'startup' })).found).toMatchObject({ broken: 'error' });
  });

  it('puts the worst finding of a probe first', async () => {
    const { probes } = await report([fakeProbe('beta', { findings: [...findings].reverse() })]);
    expect(probes[0]?.findings.map((f) => f.severity)).toEqual(['error', 'error', 'warning', 'info']);
  });
});
