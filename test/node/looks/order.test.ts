import { describe, expect, it } from 'vitest';
import { Queue } from '../../../src/serve/node/looks/queue.ts';
import { CUT, container, FakeNode, READY, type StartedNode, startedNode } from '../fake-node.ts';

/** A node whose looks come back when they are told to. */
function slowNode(count: number) {
  const containers = Array.from({ length: count }, (_, i) => container(i + 1));
  const node = Object.assign(new FakeNode(), { containers });
  const going: (() => void)[] = [];
  let isSlow = false;
  node.answers = () => (isSlow ? new Promise((resolve) => going.push(() => resolve(READY))) : READY);
  return {
    node,
    slow: () => {
      isSlow = true;
    },
    /** Those that go on come back, and all after them. */
    fast: () => {
      isSlow = false;
      for (const one of going.splice(0)) one();
    },
    /** One look comes back. */
    next: async () => {
      going.shift()?.();
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const asked = (started: StartedNode, number: number, gone?: AbortSignal) =>
  started.resident.ask(`/containers/${container(number).id}`, { ...(gone && { gone: () => gone }) });

describe('the order of looks', () => {
  it('has what is due before the reports that somebody waits for', async () => {
    const { node, slow, next, fast } = slowNode(3);
    const started = await startedNode(node);
    slow();
    const before = node.looks.length;
    const answers = [asked(started, 1), asked(started, 2)];
    await started.resident.pass(12_000);
    for (let i = 0; i < 4; i++) await next();
    const looks = node.looks.slice(before).map(({ pid, whole }) => `${pid}${whole ? ' whole' : ''}`);
    expect([looks[0], looks.slice(1, 4).sort(), looks[4]]).toEqual(['1 whole', ['1', '2', '3'], '2 whole']);
    fast();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([503, 503]);
  });

  it('begins no report for which nobody waits any more, and takes the next one in its place', async () => {
    const { node, slow, fast } = slowNode(5);
    const started = await startedNode(node);
    slow();
    const before = node.looks.length;
    const leaving = [new AbortController(), new AbortController()];
    const [first, one, two, stays] = [
      asked(started, 1),
      ...leaving.map(({ signal }) => asked(started, 2, signal)),
      asked(started, 3),
    ];
    expect((await asked(started, 4)).status).toBe(503);
    leaving[0]?.abort();
    expect((await asked(started, 4)).status).toBe(503);
    leaving[1]?.abort();
    const instead = asked(started, 4);
    fast();
    await Promise.all([first, one, two, stays, instead]);
    expect(node.looks.slice(before).map(({ pid }) => pid)).toEqual([1, 3, 4]);
  });

  it('makes the report of whoever asks again after all have gone', async () => {
    const { node, slow, fast } = slowNode(2);
    const started = await startedNode(node);
    slow();
    const before = node.looks.length;
    const leaving = new AbortController();
    const answers = [asked(started, 1), asked(started, 2, leaving.signal)];
    leaving.abort();
    answers.push(asked(started, 2));
    fast();
    await Promise.all(answers);
    expect(node.looks.slice(before).map(({ pid }) => pid)).toEqual([1, 2]);
  });
});

describe('a container whose look comes to no end', () => {
  it('is looked at by another process from then on, and by the first one again when it does', async () => {
    const { node } = slowNode(2);
    let isCut = true;
    node.answers = ({ pid }) => (pid === 1 && isCut ? CUT : READY);
    const started = await startedNode(node);
    expect(node.lookers).toHaveLength(1);
    await started.resident.pass(12_000);
    expect(node.lookers).toHaveLength(2);
    isCut = false;
    await started.resident.pass(24_000);
    expect(started.agent.states.map(({ suspect }) => suspect)).toEqual([false, false]);
  });
});

describe('what is done one after the other', () => {
  it('has what is short before what is due, and leaves nothing waiting for ever', async () => {
    const queue = new Queue();
    const done: string[] = [];
    const add = (when: 'short' | 'due' | 'asked', name: string) =>
      queue.add(when, async () => {
        done.push(name);
      });
    const all = [add('due', 'due'), add('asked', 'asked')];
    for (let i = 0; i < 40; i++) all.push(add('short', 'short'));
    await Promise.all(all);
    expect(done.slice(0, 16)).toEqual(Array.from({ length: 16 }, () => 'short'));
    expect(new Set(done.slice(16, 18))).toEqual(new Set(['due', 'asked']));
    expect(done).toHaveLength(42);
  });

  it('lets what was asked for wait for sixteen that are due, and for no more', async () => {
    const queue = new Queue();
    const done: string[] = [];
    const work = (name: string) => async () => {
      done.push(name);
    };
    const all = [queue.add('due', work('first')), queue.add('asked', work('asked'))];
    for (let i = 0; i < 40; i++) all.push(queue.add('due', work('due')));
    await Promise.all(all);
    expect(done.indexOf('asked')).toBe(16);
    expect(done).toHaveLength(42);
  });

  it('goes on after what has failed', async () => {
    const queue = new Queue();
    const failing = queue.add('due', async () => {
      throw new Error('x');
    });
    await expect(failing).rejects.toThrow('x');
    expect(await queue.add('due', async () => 1)).toBe(1);
  });
});
