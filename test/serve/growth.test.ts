import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { WHOLE } from '../support/suite/whole.ts';
import { fileProbe, started } from './setup.ts';

/** Every ten seconds in `npm run test:deep`; else every ten minutes. */
const INTERVAL_MS = WHOLE ? 10_000 : 600_000;
const HOUR_MS = 3_600_000;
const DAYS = 10;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of the heap that are in use, when all that can go has gone. */
function heap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

/** A ConfigMap that is swapped every hour; every second time it is broken. */
const volume = (hour: number) => ({
  '/etc/app/flag': { type: 'symlink' as const, target: '..data/flag' },
  '/etc/app/..data': { type: 'symlink' as const, target: `..${hour}` },
  [`/etc/app/..${hour}/flag`]: hour % 2 === 0 ? 'usable' : 'broken',
});

describe('ten days of an agent', () => {
  it('take no more memory, timers, directories or series than one', { timeout: 600_000 }, async () => {
    const flag = fileProbe('flag', '/etc/app/flag');
    const { resident, machine, agent } = await started(
      [flag],
      { trees: [volume(0) as never] },
      { intervalMs: INTERVAL_MS },
    );
    const heaps: number[] = [];
    const sizes: unknown[] = [];
    for (let hour = 0; hour < DAYS * 24; hour++) {
      machine.become({ trees: [volume(hour) as never] });
      await resident.pass(HOUR_MS);
      const asked = ['/readyz', `/${hour}`, `/readyz?probe=${hour}`, `/report?${hour}`, '/', '/startupz'];
      for (const url of asked) await resident.ask(url);
      const stream = (await resident.ask('/events')).stream?.(() => {});
      stream?.();
      if (hour % 24 !== 23) continue;
      const { body } = await resident.ask('/metrics');
      heaps.push(heap());
      sizes.push([
        resident.timers,
        resident.watched.length,
        agent.state.history.length,
        body.split('\n').length,
      ]);
    }
    // What is loaded late takes time of its own, in which the clock here has gone on.
    expect(agent.state.looks).toBeGreaterThan((0.99 * DAYS * 24 * HOUR_MS) / INTERVAL_MS);
    expect(flag.looks()).toBe(DAYS * 24);
    expect(agent.state.history).toHaveLength(100);
    // The history is full from the third day on, and what is loaded late has been.
    expect(new Set(sizes.slice(3).map((one) => JSON.stringify(one))).size).toBe(1);
    const [third = 0] = heaps.slice(3);
    expect(heaps.at(-1)).toBeLessThan(third + 512 * 1024);
  });
});
