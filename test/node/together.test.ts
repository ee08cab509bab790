import { describe, expect, it } from 'vitest';
import type { LookAnswer } from '../../src/serve/node/protocol.ts';
import { BROKEN, container, FakeNode, READY, SILENT, STEADY, startedNode } from './fake-node.ts';

const all = (count: number) => Array.from({ length: count }, (_, n) => container(n + 1));

describe('looks at containers in which nothing changes', () => {
  it('are asked for together, and those of others alone', async () => {
    const fake = Object.assign(new FakeNode(), { containers: all(40) });
    fake.answers = ({ pid }) => (pid > 30 ? READY : STEADY);
    const { resident, node } = await startedNode(fake);
    const before = node.requests.length;
    await resident.pass(60_000);
    const requests = node.requests.slice(before);
    const together = requests.flatMap((request) => (request.kind === 'looks' ? [request.looks] : []));
    const alone = requests.flatMap((request) => (request.kind === 'look' ? [request.pid] : []));
    expect(together.flat().every(({ pid }) => pid <= 30)).toBe(true);
    expect(alone.every((pid) => pid > 30)).toBe(true);
    for (const { main } of node.containers) {
      const own = requests.flatMap((request) =>
        request.kind === 'looks' ? request.looks : request.kind === 'look' ? [request] : [],
      );
      // At about each interval, as before.
      expect(own.filter(({ pid }) => pid === main.pid).length).toBeGreaterThanOrEqual(5);
      expect(own.filter(({ pid }) => pid === main.pid).length).toBeLessThanOrEqual(7);
    }
    expect(together.length).toBeLessThan(together.flat().length / 3);
  });

  it('have what has changed since, each its own', async () => {
    const fake = Object.assign(new FakeNode(), { containers: all(10) });
    fake.answers = () => STEADY;
    const { resident, agent } = await startedNode(fake);
    await resident.pass(12_000);
    fake.answers = ({ pid }) => (pid === 7 ? BROKEN : STEADY);
    await resident.pass(12_000);
    expect(agent.states.map((state) => agent.known(state).verdict)).toEqual(
      all(10).map((_, n) => (n === 6 ? 'not-ready' : 'ready')),
    );
  });

  it('are begun later where those before them take long', async () => {
    const fake = Object.assign(new FakeNode(), { containers: all(20), mostTogether: 1 });
    fake.answers = () => STEADY;
    const { resident, node } = await startedNode(fake);
    await resident.pass(60_000);
    for (const { main } of node.containers)
      expect(node.looks.filter(({ pid }) => pid === main.pid).length).toBeGreaterThanOrEqual(5);
  });

  it('go on at once with those that were not begun', async () => {
    const fake = Object.assign(new FakeNode(), { containers: all(20), mostTogether: 4 });
    fake.answers = () => STEADY;
    const { resident, node } = await startedNode(fake);
    await resident.pass(60_000);
    const sizes = node.requests.flatMap((request) =>
      request.kind === 'looks' ? [request.looks.length] : [],
    );
    const cut = sizes.findIndex((size) => size > 4);
    expect(cut).toBeGreaterThanOrEqual(0);
    expect(sizes[cut + 1]).toBe((sizes[cut] ?? 0) - 4);
  });

  it('are asked for one by one where one of them does not come back, and wait for it no second time', async () => {
    const fake = Object.assign(new FakeNode(), { containers: all(50) });
    fake.answers = () => STEADY;
    const { resident, node, agent } = await startedNode(fake);
    await resident.pass(12_000);
    const hostile = new Set([3, 17, 31]);
    let asked = 0;
    let waiting = 0;
    const never = new Promise<LookAnswer>(() => {});
    const strikes = new Map<number, number>();
    fake.answers = ({ pid }) => {
      if (!hostile.has(pid)) {
        asked += waiting;
        return STEADY;
      }
      const before = strikes.get(pid) ?? 0;
      strikes.set(pid, before + 1);
      // Asked for together and then alone it is given up; whoever is known for it is waited for without end here.
      if (before < 2) return SILENT;
      waiting = 1;
      return never;
    };
    await resident.pass(120_000);
    // They have been asked again by now, and have not answered: every other one is looked at all the same.
    expect(waiting).toBeGreaterThan(0);
    expect(asked).toBeGreaterThan(47);
    const known = agent.states.map(
      (state) => [state.container.main.pid, agent.known(state).verdict] as const,
    );
    for (const [pid, verdict] of known)
      expect([pid, verdict]).toEqual([pid, hostile.has(pid) ? 'unknown' : 'ready']);
    const before = node.looks.length;
    await resident.pass(30_000);
    const since = node.looks.slice(before);
    for (const { main } of node.containers.filter(({ main }) => !hostile.has(main.pid)))
      expect(since.filter(({ pid }) => pid === main.pid).length).toBeGreaterThanOrEqual(2);
  });
});
