import { expect, it } from 'vitest';
import type { Ignorance } from '../../src/core/reason.ts';
import { foreignProbes } from '../../src/run/foreign.ts';
import { witness } from '../../src/run/witness.ts';
import { unknownEnv } from '../../src/target/pod/unknown-env.ts';
import { memoryHost } from '../support/memory/memory-host.ts';
import { fakeProbe } from '../support/probes/fake-probe.ts';

const why: Ignorance = { code: 'not-in-manifest', data: { kind: 'ConfigMap', name: 'c' } };
const host = () => ({ ...memoryHost({ env: { A: '1' } }), unknownEnv: unknownEnv(new Map([['TZ', why]])) });

it('a variable that nobody can know is told of when it is asked for', () => {
  const seen = witness(host());
  expect(seen.host.env.A).toBe('1');
  expect(seen.unknown()).toEqual([]);
  expect([seen.host.env.TZ, 'TZ' in seen.host.env, Object.keys(seen.host.env)]).toEqual([
    undefined,
    false,
    ['A'],
  ]);
  expect(seen.unknown()).toEqual([{ what: 'TZ', why }]);
});

it('what a probe finds that asked for it is not told', async () => {
  const reads = (name: string) => ({
    ...fakeProbe('alpha', { findings: [{ rule: 'alpha/broken', args: {} }] }),
    observe: async (seen: ReturnType<typeof host>) => ({ facts: seen.env[name] ?? null }),
  });
  const found = async (name: string) => {
    const lacks = { of: { code: 'pod', data: {} } } as const;
    const [probe] = foreignProbes([reads(name) as never], false, lacks);
    await probe?.observe(host(), {} as never);
    return probe?.judge(null, {} as never, {} as never).length;
  };
  expect(await found('A')).toBe(1);
  expect(await found('TZ')).toBe(0);
});
