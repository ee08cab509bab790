import { describe, expect, it } from 'vitest';
import { Turns } from '../../../src/core/time/turns.ts';
import { loopDelay } from '../../../src/target/live/resident/loop-delay.ts';
import { get, serving } from '../../support/runs/serving.ts';
import { fileProbe, started } from '../setup.ts';

const FILES = { '/etc/one': 'fine', '/etc/two': 'fine' };

describe('work in slices', () => {
  it('lets others have their turn when a slice is over, and not before', async () => {
    let [nowMs, breaths] = [0, 0];
    const turns = new Turns(
      () => nowMs,
      async () => {
        breaths++;
      },
    );
    for (; nowMs < 20; nowMs++) await turns.next();
    expect(breaths).toBe(3);
  });

  it('is what an agent does: before each probe, and in each judgement', async () => {
    const { resident } = await started([fileProbe('one', '/etc/one'), fileProbe('two', '/etc/two')], {
      trees: [FILES],
    });
    expect(resident.breaths).toBeGreaterThanOrEqual(4);
  });
});

describe('how long the event loop kept others waiting', () => {
  const busy = (ms: number) => {
    const until = performance.now() + ms;
    while (performance.now() < until);
  };

  it('is measured while there is work', async () => {
    const told: number[] = [];
    const { begin, end } = loopDelay((seconds) => told.push(seconds));
    begin();
    busy(50);
    end();
    expect(told).toHaveLength(1);
    expect(told[0]).toBeGreaterThan(0.04);
  });

  it('is not measured while there is none: no timer stays', async () => {
    const told: number[] = [];
    const { begin, end } = loopDelay((seconds) => told.push(seconds));
    begin();
    begin();
    end();
    end();
    busy(10);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).toEqual([]);
  });

  it('is a histogram among the metrics, and begins again with each look and question', async () => {
    const { resident } = await started([fileProbe('one', '/etc/one')], { trees: [FILES] });
    expect(resident.works).toBe(0);
    resident.delayed(0.003);
    resident.delayed(0.3);
    const { body } = await resident.ask('/metrics');
    expect(body).toMatch(/^probe_env_event_loop_delay_seconds_bucket\{le="0.005"\} 1$/m);
    expect(body).toMatch(/^probe_env_event_loop_delay_seconds_count 2$/m);
    expect(resident.works).toBe(0);
  });

  it('is told by a real agent of its looks', async () => {
    const agent = await serving(['--only', 'umask,permissions']);
    try {
      const { body } = await get(`${agent.url}/metrics`);
      expect(Number(/event_loop_delay_seconds_count (\d+)/.exec(body)?.[1])).toBeGreaterThan(0);
    } finally {
      await agent.end();
    }
  });
});
