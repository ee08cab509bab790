import { describe, expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { mergeLayers } from '../../src/config/merge.ts';
import { makePem } from '../support/files/certs.ts';
import { procTree } from '../support/memory/healthy.ts';
import { file } from '../support/memory/tree.ts';
import { OLD_MEXICO_CITY, zoneinfo } from '../support/memory/trees/timezone.ts';
import { fileProbe, started } from './setup.ts';

const START = '2026-11-21T12:00:00Z';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';

const SOUND = makePem({ cn: 'Sound Root', notAfter: '2040-01-01T00:00:00Z' });

interface Case {
  readonly tree: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly start?: string;
  /** The time at which the rule is not yet found, and that at which it is. */
  readonly before: string;
  readonly after: string;
}

/** Every rule of these probes that the clock alone makes true. */
const CASES: Readonly<Record<string, Case>> = {
  'ca-certs/expiring-soon': {
    tree: { [BUNDLE]: makePem({ cn: 'Corp Root', notAfter: '2027-03-01T00:00:00Z' }) },
    before: '2026-12-01T00:00:00Z',
    after: '2027-02-20T00:00:00Z',
  },
  'ca-certs/all-expired': {
    tree: { [BUNDLE]: makePem({ cn: 'Corp Root', notAfter: '2027-03-01T00:00:00Z' }) },
    before: '2027-02-28T23:59:59Z',
    after: '2027-03-01T00:00:01Z',
  },
  'ca-certs/expired': {
    tree: { [BUNDLE]: SOUND + makePem({ cn: 'Corp Root', notAfter: '2027-03-01T00:00:00Z' }) },
    before: '2027-02-28T23:59:59Z',
    after: '2027-03-01T00:00:01Z',
  },
  // A clock that is set back.
  'ca-certs/not-yet-valid': {
    tree: { [BUNDLE]: makePem({ cn: 'Corp Root', notBefore: '2026-11-01T00:00:00Z' }) },
    before: '2026-11-01T00:00:01Z',
    after: '2026-10-31T23:59:59Z',
  },
  'ca-certs/anchor-ended': {
    tree: {
      [BUNDLE]: SOUND,
      '/usr/local/share/ca-certificates/corp.crt': makePem({
        cn: 'Corp Root',
        notAfter: '2027-03-01T00:00:00Z',
      }),
    },
    before: '2027-02-28T23:59:59Z',
    after: '2027-03-01T00:00:01Z',
  },
  'timezone/clock-implausible': {
    tree: { [BUNDLE]: SOUND },
    before: START,
    after: '1970-01-01T00:02:11Z',
  },
  'timezone/data-outdated': {
    tree: { [BUNDLE]: SOUND, '/usr/share/zoneinfo/America/Mexico_City': file(OLD_MEXICO_CITY) },
    env: { TZ: 'America/Mexico_City' },
    start: '2020-02-01T00:00:00Z',
    before: '2020-02-02T00:00:00Z',
    after: '2024-02-01T00:00:00Z',
  },
};

describe('what has to do with time', () => {
  const real = probes.filter(({ name }) => name === 'ca-certs' || name === 'timezone');

  it.each(Object.entries(CASES))(
    '%s is found when its time has come, without another look',
    async (rule, one) => {
      const trees = [procTree(), zoneinfo(), one.tree] as never;
      const now = { now: one.start ?? START };
      const { machine, resident, agent } = await started(real, { trees, env: one.env ?? {} }, now);
      const found = async () =>
        (await agent.report('readiness', 'notes'))?.probes.flatMap(({ findings }) =>
          findings.map((finding) => finding.rule),
        );
      machine.nowMs = Date.parse(one.before);
      expect(await found()).not.toContain(rule);
      machine.nowMs = Date.parse(one.after);
      expect(await found()).toContain(rule);
      expect((await resident.ask('/readyz?verbose')).body).toContain('1 look since the start');
    },
  );

  it('ends exceptions of the policy on their day', async () => {
    const probe = fileProbe('one', '/etc/one');
    const config = mergeLayers(
      [probe],
      [{ policy: { rules: { 'one/broken': { severity: 'off', until: '2026-11-30' } } } } as never],
    );
    const { machine, resident } = await started(
      [probe],
      { trees: [{ '/etc/one': 'broken' }] },
      { configure: async () => config },
    );
    machine.nowMs = Date.parse('2026-11-30T23:59:59Z');
    expect((await resident.ask('/readyz')).status).toBe(200);
    machine.nowMs = Date.parse('2026-12-01T00:00:00Z');
    expect((await resident.ask('/readyz')).status).toBe(503);
    expect(probe.looks()).toBe(1);
  });
});

describe('a clock that is set', () => {
  it.each([
    ['an hour forward', HOUR_MS],
    ['an hour back', -HOUR_MS],
    ['a year back', -365 * DAY_MS],
  ])('%s makes no look older or younger than it is', async (_, step) => {
    const probe = fileProbe('one', '/etc/one');
    const { machine, resident, agent } = await started([probe], { trees: [{ '/etc/one': 'fine' }] });
    await resident.pass(15_000);
    machine.nowMs += step;
    expect(agent.state.ageSeconds).toBe(5);
    expect((await resident.ask('/readyz')).status).toBe(200);
    // Looks go on as before, and find what changes.
    machine.become({ trees: [{ '/etc/one': 'broken' }] });
    await resident.pass(10_000);
    expect(agent.state.ageSeconds).toBe(5);
    expect((await resident.ask('/readyz')).status).toBe(503);
    expect(agent.state.looks).toBe(3);
    // And no old look passes for a new one.
    machine.pass(36_000);
    expect((await resident.ask('/readyz')).body).toContain('the last look was 41s ago');
  });
});

describe('what is asked over the network', () => {
  it('is asked again after a minute, though no file has changed', async () => {
    const probe = fileProbe('one', '/etc/one');
    let asked = 0;
    const online = {
      ...probe,
      observe: async (host: Parameters<typeof probe.observe>[0]) => {
        host.readFile('/etc/one');
        const answer = await host.network?.lookup('server.example', 1000);
        return { facts: answer?.ok ? 'fine' : 'broken' };
      },
    };
    let up = true;
    const network = {
      lookup: async () => {
        asked++;
        const failure = { stage: 'lookup', code: 'ENOTFOUND' } as const;
        return up
          ? ({ ok: true, ms: 1, addresses: ['192.0.2.1'] } as const)
          : ({ ok: false, ms: 1, failure } as const);
      },
      handshake: async () => {
        throw new Error('not asked for');
      },
      request: async () => {
        throw new Error('not asked for');
      },
    };
    const { resident } = await started(
      [online],
      { trees: [{ '/etc/one': 'fine' }] },
      {
        prepare: (one) => {
          const { machine } = one;
          one.machine = async () => ({ ...(await machine()), network });
        },
      },
    );
    await resident.pass(50_000);
    expect([asked, (await resident.ask('/readyz')).status]).toEqual([1, 200]);
    up = false;
    await resident.pass(20_000);
    expect([asked, (await resident.ask('/readyz')).status]).toEqual([2, 503]);
  });
});
