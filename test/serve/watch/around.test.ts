import { describe, expect, it } from 'vitest';
import { type Around, AroundRecorder, isSameAround } from '../../../src/serve/watch/around.ts';
import type { Host } from '../../../src/target/host.ts';
import { liveHost } from '../../support/system/live-host.ts';

const running = (startedMs: number | null): Pick<Host, 'running'> => ({
  running: { startedMs: () => startedMs, program: async () => null },
});

describe('what is asked of a machine beside its files', () => {
  const asked = (
    ask: (host: Host) => unknown,
    env: Record<string, string> = {},
    more: Partial<Host> = {},
  ): Around => {
    const recorder = new AroundRecorder();
    ask(recorder.recording({ ...liveHost(env), ...more }));
    return recorder.around;
  };
  const isSame = (around: Around, env: Record<string, string>, more: Partial<Host> = {}, newestMs = 0) =>
    isSameAround(around, { ...liveHost(env), ...more }, newestMs);

  it('is the variables that are read, whether they are set or not', () => {
    const around = asked(({ env }) => [env.TZ, 'A' in env, Object.hasOwn(env, 'B')], {
      TZ: 'UTC',
      HOSTNAME: 'x',
    });
    expect(isSame(around, { TZ: 'UTC', HOSTNAME: 'y' })).toBe(true);
    expect(isSame(around, { TZ: 'CET' })).toBe(false);
    expect(isSame(around, {})).toBe(false);
    expect(isSame(around, { TZ: 'UTC', A: '' })).toBe(false);
    expect(isSame(around, { TZ: 'UTC', B: '' })).toBe(false);
  });

  it('is the names of all variables where these are listed, and the values where all are copied', () => {
    const listed = asked(({ env }) => Object.keys(env), { A: '1' });
    expect(isSame(listed, { A: '2' })).toBe(true);
    expect(isSame(listed, { A: '1', B: '' })).toBe(false);
    const copied = asked(({ env }) => ({ ...env }), { A: '1' });
    expect(isSame(copied, { A: '1' })).toBe(true);
    expect(isSame(copied, { A: '2' })).toBe(false);
  });

  it('is when what runs there started, by whether files have changed since', () => {
    const around = asked((host) => host.running?.startedMs(), {}, running(2000));
    expect(isSame(around, {}, running(3000), 1000)).toBe(true);
    expect(isSame(around, {}, running(1500), 1700)).toBe(false);
    expect(isSame(around, {}, running(3000), 2500)).toBe(false);
    expect(isSame(around, {}, running(null), 1000)).toBe(false);
  });

  it('is of one container alone where it asks for its program, or has one run', () => {
    expect(
      isSame(
        asked((host) => host.running?.program(), {}, running(0)),
        {},
      ),
    ).toBe(false);
    const spec = { file: '/bin/true', args: [], env: {}, cwd: '/', timeoutMs: 1 };
    expect(
      isSame(
        asked((host) => void host.run(spec as never).catch(() => {}), {}),
        {},
      ),
    ).toBe(false);
    expect(
      isSame(
        asked(() => {}, {}),
        {},
      ),
    ).toBe(true);
  });
});
