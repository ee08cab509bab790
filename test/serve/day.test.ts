import { describe, expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { makePem } from '../support/files/certs.ts';
import { procTree } from '../support/memory/healthy.ts';
import { zoneinfo } from '../support/memory/trees/timezone.ts';
import { WHOLE } from '../support/suite/whole.ts';
import { fileProbe, started } from './setup.ts';

/** Every ten seconds in `npm run test:deep`; else every five minutes, which tells the same. */
const INTERVAL_MS = WHOLE ? 10_000 : 300_000;
const HOUR_MS = 3_600_000;
const START = Date.parse('2026-10-24T12:00:00Z');
/** In the night before the clocks of Europe go back, and within an interval of either length. */
const END = '2026-10-25T02:30:05Z';

const CORP = makePem({ cn: 'Corp Root CA', notAfter: END });

const volume = (hour: number) => ({
  '/etc/app/flag': { type: 'symlink' as const, target: '..data/flag' },
  '/etc/app/..data': { type: 'symlink' as const, target: `..${hour}` },
  // Every third hour it is another word of the same length.
  [`/etc/app/..${hour}/flag`]: hour % 3 === 2 ? 'broken' : 'usable',
});

const trees = (hour: number) => [
  procTree(),
  zoneinfo(),
  { '/etc/localtime': { type: 'symlink' as const, target: '/usr/share/zoneinfo/Europe/Berlin' } },
  { '/etc/ssl/certs/ca-certificates.crt': CORP },
  volume(hour),
];

/** The first interval at or behind that time. */
function seenAt(ms: number): string {
  return new Date(START + Math.ceil((ms - START) / INTERVAL_MS) * INTERVAL_MS).toISOString();
}

describe('a day of an agent', () => {
  it('tells each change of the verdict at its time, and nothing else', { timeout: 300_000 }, async () => {
    const flag = fileProbe('flag', '/etc/app/flag');
    const real = probes.filter(({ name }) => name === 'ca-certs' || name === 'timezone');
    const { resident, machine, agent } = await started(
      [...real, flag],
      { trees: trees(0) as never },
      { now: new Date(START).toISOString(), intervalMs: INTERVAL_MS },
    );
    const offsets = new Map<number, string>();
    const log: string[] = [];
    let told = agent.state.history.length;
    for (let hour = 0; hour < 24; hour++) {
      machine.become({ trees: trees(hour) as never });
      await resident.pass(HOUR_MS);
      const { history } = agent.state;
      const fresh = history.slice(0, history.length - told).reverse();
      log.push(...fresh.map(({ at, what, subject }) => `${at} ${what} ${subject}`));
      told = history.length;
      const zone = (await agent.report('readiness', 'facts'))?.probes.find(({ name }) => name === 'timezone');
      offsets.set(hour, /"offsetSeconds":(\d+)/.exec(JSON.stringify(zone?.facts.go))?.[1] ?? '');
    }
    const at = (hour: number) => START + hour * HOUR_MS + INTERVAL_MS;
    const flags = [2, 5, 8, 11, 14, 17, 20, 23].flatMap((hour) => {
      const ended = at(hour) > Date.parse(END);
      const verdict = (word: string, ms: number) => (ended ? [] : [`${seenAt(ms)} verdict ${word}`]);
      return [
        `${seenAt(at(hour))} came flag/broken`,
        ...verdict('not-ready', at(hour)),
        ...(hour === 23 ? [] : [`${seenAt(at(hour + 1))} went flag/broken`]),
        // The certificate ends while the flag is broken: the verdict stays what it was.
        ...(hour === 23 ? [] : at(hour + 1) > Date.parse(END) ? [] : verdict('ready', at(hour + 1))),
      ];
    });
    const byDate = log.filter((line) => line.includes('ca-certs/'));
    expect(log.filter((line) => !line.includes('ca-certs/'))).toEqual(flags);
    expect(byDate).toEqual([
      `${seenAt(Date.parse(END))} came ca-certs/all-expired`,
      `${seenAt(Date.parse(END))} went ca-certs/expiring-soon`,
    ]);
    // At one o'clock of the thirteenth hour the clocks go back, and nobody looked for it.
    expect([offsets.get(11), offsets.get(12), offsets.get(13), offsets.get(23)]).toEqual([
      '7200',
      '3600',
      '3600',
      '3600',
    ]);
    expect(agent.state.runs.get('timezone')).toBe(1);
    expect(agent.state.runs.get('ca-certs')).toBe(1);
    expect(flag.looks()).toBe(24);
    expect(agent.state.looks).toBe(1 + (24 * HOUR_MS) / INTERVAL_MS);
    expect(agent.state.history.length).toBeLessThanOrEqual(100);
    expect(resident.timers).toBe(1);
  });
});
