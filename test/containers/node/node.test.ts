import { readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { get, type ServingProcess, servingNode, until } from '../../support/runs/serving.ts';
import { CLOSE_MS } from '../../support/system/containers.ts';
import { describeReal } from '../../support/system/real-tools.ts';
import { dangle, Fleet, noDebian } from './fleet.ts';

const LIMIT_MS = 120_000;

describeReal('the agent of a node', { root: true, tools: ['podman', 'runc'], also: noDebian }, () => {
  const fleet = new Fleet();
  let agent: ServingProcess;
  const entries = () => fleet.entries(agent);
  const verdicts = () => fleet.verdicts(agent);

  beforeAll(async () => {
    fleet.start('sound');
    fleet.start('twin');
    fleet.start('broken', { change: dangle });
    agent = await servingNode(['--interval', '1s']);
  }, LIMIT_MS);
  afterAll(async () => {
    await agent?.end();
    fleet.podman.close();
  }, CLOSE_MS);

  it(
    'finds each container, two of one host name too, and says of each what is so',
    async () => {
      await until(async () => Object.keys(await verdicts()).length === 3);
      await until(async () => !Object.values(await verdicts()).includes('unknown'));
      expect(await verdicts()).toEqual({ sound: 'ready', twin: 'ready', broken: 'not-ready' });
      const { broken, sound } = await entries();
      expect(broken).toMatchObject({
        runtime: 'podman',
        process: 'sleep',
        rules: ['timezone/link-dangling'],
      });
      expect(sound?.rules).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'has the report of one, as check --pid makes it',
    async () => {
      const { status, body } = await get(`${agent.url}/containers/${fleet.ids.broken?.slice(0, 12)}`);
      const report = JSON.parse(body);
      expect([status, report.verdict, report.target.kind]).toEqual([200, 'not-ready', 'process']);
      expect(report.probes.find(({ name }: { name: string }) => name === 'timezone').facts).not.toEqual({});
      expect((await get(`${agent.url}/containers/${'0'.repeat(64)}`)).status).toBe(404);
    },
    LIMIT_MS,
  );

  it(
    'sees a container that starts, one that ends, and what changes in one',
    async () => {
      fleet.start('late');
      await until(async () => (await verdicts()).late === 'ready');
      fleet.end('late');
      await until(async () => (await verdicts()).late === undefined);
      const root = `/proc/${(await entries()).twin?.pid}/root`;
      const zone = readlinkSync(`${root}/etc/localtime`);
      dangle(root);
      await until(async () => (await verdicts()).twin === 'not-ready');
      rmSync(`${root}/etc/localtime`);
      symlinkSync(zone, `${root}/etc/localtime`);
      await until(async () => (await verdicts()).twin === 'ready');
    },
    LIMIT_MS,
  );

  it('holds nothing of a container open between two looks', async () => {
    const children = readFileSync(`/proc/${agent.child.pid}/task/${agent.child.pid}/children`, 'utf8');
    const all = [agent.child.pid, ...children.trim().split(/\s+/)].map(Number);
    expect(all.length).toBeGreaterThan(1);
    // A look may be under way: what is held is held at all times.
    const held = () =>
      all.flatMap((pid) => [
        ...readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
          try {
            return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
          } catch {
            return [];
          }
        }),
        readlinkSync(`/proc/${pid}/cwd`),
      ]);
    const isOfContainer = (path: string) => path.startsWith('/') && !/^\/(?:dev|proc)\//.test(path);
    let always = new Set(held().filter(isOfContainer));
    for (let i = 0; i < 40; i++) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      const now = new Set(held());
      always = new Set([...always].filter((path) => now.has(path)));
    }
    expect([...always].filter((path) => path !== '/' && path !== process.cwd())).toEqual([]);
  });

  it(
    'ends in time, with what looks for it',
    async () => {
      const children = readFileSync(`/proc/${agent.child.pid}/task/${agent.child.pid}/children`, 'utf8');
      expect(await agent.end()).toBe(0);
      for (const pid of children.trim().split(/\s+/))
        await until(async () => !readdirSync('/proc').includes(pid));
    },
    LIMIT_MS,
  );
});
