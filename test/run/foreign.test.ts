import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../src/config/defaults.ts';
import type { AnyProbe } from '../../src/core/probe.ts';
import type { Ignorance } from '../../src/core/reason.ts';
import { foreignProbes, type Lacking } from '../../src/run/foreign.ts';
import { runProbes } from '../../src/run/run-probes.ts';
import { bareHost } from '../support/memory/healthy.ts';
import { fakeProbe } from '../support/probes/fake-probe.ts';

const MOUNTED: Ignorance = { code: 'mounted-by-runtime', data: { path: '/dev' } };

const host = {
  ...bareHost(),
  stat: () => ({ ok: false, error: { code: 'NOT_KNOWN', why: MOUNTED } }) as const,
};

const looking: AnyProbe = {
  ...fakeProbe('looking'),
  observe: async (seen) => {
    seen.stat('/dev/x');
    return { facts: 1 };
  },
  judge: () => [
    { rule: 'looking/broken', args: { path: '/dev/x', code: 'NOT_KNOWN' } },
    { rule: 'looking/broken', args: { path: '/etc/x', code: 'ENOENT' } },
  ],
  summary: () => '1 path',
};

const LACKS: Lacking = { of: { code: 'root', data: {} }, process: { code: 'no-process', data: {} } };

async function run(probe: AnyProbe, strict: boolean) {
  const [only] = await runProbes(foreignProbes([probe], strict, LACKS), host, {
    policy: defaultPolicy([]),
    profile: { name: 'runtime', why: { code: 'asked-for', data: {} } },
    details: false,
    deadlineMs: host.monotonic() + 60_000,
  });
  return only;
}

describe('probes that look from outside', () => {
  it('are silent about what cannot be known, and say that there is something', async () => {
    const outcome = await run(looking, false);
    expect(outcome?.findings).toEqual([{ rule: 'looking/broken', args: { path: '/etc/x', code: 'ENOENT' } }]);
    expect(outcome?.unknown).toEqual([{ what: '/dev/x', why: MOUNTED }]);
    expect(outcome?.probe.summary(null)).toBe('1 path; leaving out what is not known: /dev/x');
    expect(outcome?.inconclusive).toBeUndefined();
  });

  it('have no conclusion then, for who is strict', async () => {
    expect((await run(looking, true))?.inconclusive).toEqual({
      code: 'path-not-known',
      data: { path: '/dev/x', why: MOUNTED },
    });
  });

  it('are left out where they need a process', async () => {
    const needy: AnyProbe = { ...fakeProbe('needy'), needs: 'process' };
    expect((await run(needy, false))?.skipped).toMatchObject({ code: 'not-from-outside' });
    expect((await run(needy, true))?.inconclusive).toMatchObject({ code: 'not-from-outside' });
  });
});
