import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { get, type ServingProcess, servingNode, until } from '../../support/runs/serving.ts';
import { CLOSE_MS } from '../../support/system/containers.ts';
import { LightContainers } from '../../support/system/light/containers.ts';
import { describeReal } from '../../support/system/real-tools.ts';
import { DEBIAN } from '../images.ts';
import { type Entry, noDebian } from './fleet.ts';

/** Containers come and go for so long; CHURN_SECONDS=7200 for two hours. */
const SECONDS = Number(process.env.CHURN_SECONDS ?? 600);
/** Between one that starts, while the oldest ends, and the next. */
const PAUSE_MS = 300;
const AT_ONCE = 20;
const IMAGES = 5;
/**
 * So long memory is looked at, and the least counts: the agent may be starting another process that looks, and what one look took
 * is not given back at once.
 */
const SETTLED_MS = 30_000;
const LIMIT_MS = SECONDS * 1000 + 300_000;

describeReal(
  'containers that come and go',
  { root: true, tools: ['unshare', 'mount'], also: noDebian },
  () => {
    let light: LightContainers;
    let agent: ServingProcess;
    const processes = (): readonly number[] => {
      const { pid = 0 } = agent.child;
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/);
      return [pid, ...children.filter(Boolean).map(Number)];
    };
    const descriptors = () =>
      processes().reduce((sum, pid) => sum + readdirSync(`/proc/${pid}/fd`).length, 0);
    const residentMiB = () =>
      processes().reduce((sum, pid) => {
        const [, kib] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
        return sum + Number(kib) / 1024;
      }, 0);
    const series = async () =>
      (await get(`${agent.url}/metrics`)).body.split('\n').filter((line) => /^\w+\{.*workload=/.test(line))
        .length;
    const entries = async () => JSON.parse((await get(`${agent.url}/containers`)).body).containers as Entry[];

    beforeAll(async () => {
      light = new LightContainers(DEBIAN);
      for (let n = 0; n < AT_ONCE; n++) light.start(n % IMAGES);
      await light.started();
      agent = await servingNode(['--interval', '2s', '--pods', light.logs]);
    }, LIMIT_MS);
    afterAll(async () => {
      await agent?.end();
      await light?.close();
    }, CLOSE_MS);

    it(
      'have their verdicts, and leave nothing behind',
      async () => {
        const startedMs = Date.now();
        const untilMs = startedMs + SECONDS * 1000;
        // By a third of the time heaps have grown to what they need.
        const grownMs = startedMs + (SECONDS * 1000) / 3;
        const begin = { descriptors: 0, mib: Number.POSITIVE_INFINITY, series: 0 };
        let mib = Number.POSITIVE_INFINITY;
        let count = AT_ONCE;
        while (Date.now() < untilMs) {
          const [oldest] = light.all;
          light.start(count++ % IMAGES);
          await Promise.all([oldest && light.end(oldest), sleep(PAUSE_MS)]);
          const now = Date.now();
          if (begin.descriptors === 0 && now > grownMs)
            Object.assign(begin, { descriptors: descriptors(), series: await series() });
          if (now > grownMs && now < grownMs + SETTLED_MS) begin.mib = Math.min(begin.mib, residentMiB());
          if (now > untilMs - SETTLED_MS) mib = Math.min(mib, residentMiB());
        }
        const [held, shown] = [descriptors(), await series()];
        console.log(
          `${count} containers: ${begin.mib.toFixed(0)} MiB, then ${mib.toFixed(0)}; ${begin.descriptors} descriptors, then ${held}; ${begin.series} series, then ${shown}`,
        );
        // A look may be under way.
        expect(held).toBeLessThan(begin.descriptors + 80);
        expect(shown).toBeLessThanOrEqual(begin.series + AT_ONCE);
        expect(mib).toBeLessThan(begin.mib * 1.25 + 20);
        await until(async () => {
          // The machine may have others.
          const own = new Set(light.all.map(({ id }) => id));
          const all = (await entries()).filter(({ id }) => own.has(id));
          return all.length === AT_ONCE && all.every(({ verdict }) => verdict === 'ready');
        });
      },
      LIMIT_MS,
    );
  },
);
