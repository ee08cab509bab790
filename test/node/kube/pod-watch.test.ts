import { describe, expect, it } from 'vitest';
import { PodWatch } from '../../../src/serve/node/kube/pod-watch.ts';
import type { KubeAnswer, KubeApi, KubeQuestion, StreamListener } from '../../../src/target/node/kube/api.ts';
import { ChangingMachine, FakeResident } from '../../support/memory/fake-resident.ts';
import { container, FakeNode, startedNode } from '../fake-node.ts';
import { podEvent, podList, podObject } from './pods.ts';

const ID = 'a'.repeat(64);
const OK: KubeAnswer = { ok: true, status: 200, text: '' };

/** An API server of values: what it answers to lists, and a watch that a test speaks in. */
class FakeApi implements KubeApi {
  answer: KubeAnswer = { ok: true, status: 200, text: podList('7') };
  readonly asked: string[] = [];
  readonly watches: {
    readonly path: string;
    readonly hear: (line: string) => void;
    readonly open: () => void;
    end(answer: KubeAnswer): void;
  }[] = [];

  ask = async ({ path }: KubeQuestion) => {
    this.asked.push(path);
    return this.answer;
  };

  stream = (path: string, _: number, { opened, heard }: StreamListener) => {
    this.asked.push(path);
    let end = (_: KubeAnswer) => {};
    const ended = new Promise<KubeAnswer>((resolve) => {
      end = resolve;
    });
    this.watches.push({ path, hear: heard, open: opened, end });
    return { ended, stop: () => end({ ok: false, why: 'is asked no more' }) };
  };

  get watch() {
    const last = this.watches.at(-1);
    if (last === undefined) throw new Error('nobody watches');
    return last;
  }
}

async function watching(api = new FakeApi()) {
  const machine = new ChangingMachine();
  const resident = new FakeResident(machine);
  const watch = new PodWatch({
    api,
    node: 'node-1',
    after: resident.after,
    now: () => machine.monotonicMs,
    random: () => 0.5,
  });
  watch.start();
  await resident.pass(0);
  const names = () => watch.pods().map(({ name }) => name);
  return { api, watch, resident, machine, names };
}

const queryOf = (path = '') => new URLSearchParams(path.split('?')[1]);

describe('the watch of pods', () => {
  it('lists those of its node from memory, then watches from there', async () => {
    const { api } = await watching();
    expect(api.asked).toHaveLength(2);
    expect(Object.fromEntries(queryOf(api.asked[0]))).toEqual({
      fieldSelector: 'spec.nodeName=node-1',
      resourceVersion: '0',
    });
    expect(Object.fromEntries(queryOf(api.watch.path))).toEqual({
      fieldSelector: 'spec.nodeName=node-1',
      ...{ watch: '1', allowWatchBookmarks: 'true', resourceVersion: '7', timeoutSeconds: '450' },
    });
  });

  it('lists again and again where it may list and not watch', async () => {
    const { api, names, resident } = await watching();
    api.answer = { ok: true, status: 200, text: podList('9', podObject('later', { version: '9' })) };
    api.watch.end({ ok: true, status: 403, text: '' });
    await resident.pass(0);
    await resident.pass(2000);
    expect(names()).toEqual(['later']);
    expect(api.asked.filter((path) => !queryOf(path).has('watch'))).toHaveLength(2);
  });

  it('follows what comes, changes and goes', async () => {
    const { api, names, watch } = await watching();
    api.watch.hear(podEvent('ADDED', podObject('web', { version: '8' })));
    api.watch.hear(podEvent('ADDED', podObject('db', { version: '9' })));
    expect(names()).toEqual(['web', 'db']);
    api.watch.hear(podEvent('DELETED', podObject('web', { version: '10' })));
    expect(names()).toEqual(['db']);
    expect(watch.state()).toMatchObject({ pods: 1, why: null });
  });

  it('goes on where a watch ended, by bookmarks too, and lists nothing again', async () => {
    const { api, resident } = await watching();
    api.watch.hear(podEvent('BOOKMARK', { kind: 'Pod', metadata: { resourceVersion: '99' } }));
    await resident.pass(2000);
    api.watch.end(OK);
    await resident.pass(0);
    expect(queryOf(api.watch.path).get('resourceVersion')).toBe('99');
    expect(api.asked).toHaveLength(3);
  });

  it('waits where each watch is cut off at once, though it tells something', async () => {
    const { api, resident } = await watching();
    for (let cut = 0; cut < 40; cut++) {
      api.watch.hear(podEvent('BOOKMARK', { kind: 'Pod', metadata: { resourceVersion: '99' } }));
      api.watch.end(OK);
      await resident.pass(500);
    }
    // 20 seconds of waits that are twice as long each time.
    expect(api.watches.length).toBeLessThan(8);
  });

  it('waits longer each time where the list works and no watch does, and asks for what is newest', async () => {
    const { api, resident } = await watching();
    const lists = () => api.asked.filter((path) => !path.includes('watch=1'));
    for (let step = 0; step < 600; step++) {
      api.watch.end({ ok: true, status: 410, text: '' });
      await resident.pass(100);
    }
    expect(lists().length).toBeLessThan(9);
    expect(queryOf(lists()[0]).get('resourceVersion')).toBe('0');
    expect(queryOf(lists()[1]).get('resourceVersion')).toBeNull();
  });

  it('waits longer each time where each watch ends in 410, though it tells something for two seconds', async () => {
    const { api, resident } = await watching();
    const lists = () => api.asked.filter((path) => !path.includes('watch=1')).length;
    for (let seconds = 0, watches = 0; seconds < 300; seconds++) {
      if (api.watches.length > watches) {
        watches = api.watches.length;
        api.watch.hear(podEvent('BOOKMARK', { kind: 'Pod', metadata: { resourceVersion: '99' } }));
        await resident.pass(2000);
        api.watch.end({ ok: true, status: 410, text: '' });
      }
      await resident.pass(1000);
    }
    // Five minutes: 1, 2, 5, 10, 19, 38, 45, 45 seconds of waits.
    expect(lists()).toBeLessThan(14);
  });

  it('is told of all again where a watch is taken, before anything has happened', async () => {
    const { api, resident, watch } = await watching();
    api.watch.end({ ok: false, why: 'is not reached (ECONNRESET)' });
    await resident.pass(60_000);
    expect(watch.state()).toMatchObject({ why: 'is not reached (ECONNRESET)', ageSeconds: 60 });
    api.watch.open();
    expect(watch.state()).toMatchObject({ why: null, ageSeconds: 0 });
  });

  it('begins again with short waits after a watch that was of use, however it ended', async () => {
    const { api, resident } = await watching();
    for (let reset = 0; reset < 6; reset++) {
      await resident.pass(120_000);
      const before = api.watches.length;
      api.watch.end({ ok: false, why: 'is not reached (ECONNRESET)' });
      await resident.pass(0);
      await resident.pass(1300);
      expect(api.watches.length).toBe(before + 1);
    }
  });

  it('goes on after an answer that cannot even be asked for', async () => {
    const api = new FakeApi();
    const { resident, watch } = await watching(
      Object.assign(api, { ask: () => Promise.reject(new Error('odd')) }),
    );
    await resident.pass(0);
    expect(watch.state().why).toBe('answers something that cannot be read');
  });

  it.each([
    ['as an answer', (api: FakeApi) => api.watch.end({ ok: true, status: 410, text: '' })],
    ['as an event', (api: FakeApi) => api.watch.hear(podEvent('ERROR', { kind: 'Status', code: 410 }))],
  ])('lists again where its place is gone: %s', async (_, gone) => {
    const { api, resident, names } = await watching();
    api.watch.hear(podEvent('ADDED', podObject('old', { version: '8' })));
    api.answer = { ok: true, status: 200, text: podList('50', podObject('new')) };
    gone(api);
    await resident.pass(0);
    expect(names()).toEqual(['old']);
    await resident.pass(1200);
    expect(names()).toEqual(['new']);
    expect(queryOf(api.watch.path).get('resourceVersion')).toBe('50');
  });

  it('waits longer with each failure, and by chance, half a minute at most but for that', async () => {
    const api = new FakeApi();
    api.answer = { ok: false, why: 'is not reached (ECONNREFUSED)' };
    const { resident, watch } = await watching(api);
    const waits: number[] = [];
    for (let waited = 0; waits.length < 8; waited += 100) {
      const before = api.asked.length;
      await resident.pass(100);
      if (api.asked.length > before) {
        waits.push(waited + 100);
        waited = -100;
      }
    }
    expect(waits).toEqual([1200, 2400, 4800, 9600, 19_200, 38_400, 45_000, 45_000]);
    expect(watch.state()).toEqual({ pods: 0, why: 'is not reached (ECONNREFUSED)', ageSeconds: null });
  });

  it('keeps what it knew while nobody answers, and says since when', async () => {
    const { api, resident, watch, names } = await watching();
    api.watch.hear(podEvent('ADDED', podObject('web', { version: '8' })));
    api.watch.end({ ok: false, why: 'is not reached (ECONNRESET)' });
    await resident.pass(0);
    await resident.pass(500);
    expect(names()).toEqual(['web']);
    expect(watch.state()).toEqual({ pods: 1, why: 'is not reached (ECONNRESET)', ageSeconds: 0.5 });
    await resident.pass(1000);
    expect(api.watches).toHaveLength(2);
    api.watch.hear(podEvent('BOOKMARK', { metadata: { resourceVersion: '9' } }));
    expect(watch.state().why).toBeNull();
  });

  it('takes watches that end at once for a failure', async () => {
    const { api, resident, watch } = await watching();
    api.watch.end(OK);
    await resident.pass(0);
    expect(watch.state().why).toBe('ends each watch at once');
    expect(api.watches).toHaveLength(1);
  });

  it('is no failure where a watch ends when it was asked to, with nothing new', async () => {
    const { api, resident, watch } = await watching();
    await resident.pass(450_000);
    api.watch.end(OK);
    await resident.pass(0);
    expect(watch.state().why).toBeNull();
    expect(api.watches).toHaveLength(2);
  });

  it.each(['<html>', '{"type":"ADDED","object":{}}'])(
    'lists again where it hears no event: %s',
    async (line) => {
      const { api, resident } = await watching();
      api.watch.hear(line);
      await resident.pass(1200);
      expect(queryOf(api.asked.at(-2)).get('resourceVersion')).toBe('0');
    },
  );

  it.each([
    [401, 'does not know the token'],
    [403, 'RBAC'],
    [500, '500'],
  ])('says why it is refused: %i', async (status, why) => {
    const api = new FakeApi();
    api.answer = { ok: true, status, text: '{}' };
    expect((await watching(api)).watch.state().why).toContain(why);
  });

  it('asks nothing more once it is stopped', async () => {
    const { api, resident, watch } = await watching();
    watch.stop();
    await resident.pass(600_000);
    expect(api.asked).toHaveLength(2);
  });
});

describe('an agent that asks the API server', () => {
  async function agentOn(api: FakeApi) {
    const { watch } = await watching(api);
    const node = new FakeNode();
    node.containers = [container(1, { id: ID, namespace: null, pod: null, workload: null, container: null })];
    return {
      ...(await startedNode(node, { cluster: watch, nameFor: ({ labels }) => labels?.policy ?? '' })),
      watch,
    };
  }

  it('takes names and labels from it', async () => {
    const api = new FakeApi();
    api.answer = { ok: true, status: 200, text: podList('7', podObject('web-0', { id: ID })) };
    const { resident } = await agentOn(api);
    const { body } = await resident.ask('/containers');
    expect(JSON.parse(body).containers).toMatchObject([
      { namespace: 'shop', pod: 'web-0', container: 'web' },
    ]);
    expect((await resident.ask('/metrics')).body).toMatch(/^probe_env_kube_api_success 1$/m);
    expect((await resident.ask('/readyz?verbose')).body).toContain(
      'the API server tells of 1 pod of this node',
    );
  });

  it('works on without it, and says so', async () => {
    const api = new FakeApi();
    api.answer = { ok: false, why: 'is not reached (ECONNREFUSED)' };
    const { resident } = await agentOn(api);
    expect((await resident.ask('/readyz')).status).toBe(200);
    expect(JSON.parse((await resident.ask('/containers')).body).containers).toMatchObject([
      { verdict: 'ready', pod: null },
    ]);
    expect((await resident.ask('/metrics')).body).toMatch(/^probe_env_kube_api_success 0$/m);
    expect((await resident.ask('/readyz?verbose')).body).toContain(
      'LACKS the API server, which is not reached (ECONNREFUSED)',
    );
  });

  it('tells of a container that runs there and has no process here, after a while', async () => {
    const api = new FakeApi();
    const hidden = podObject('hidden', { id: 'b'.repeat(64) });
    api.answer = { ok: true, status: 200, text: podList('7', podObject('web-0', { id: ID }), hidden) };
    const { resident } = await agentOn(api);
    await resident.pass(10_000);
    expect((await resident.ask('/containers?verdict=unknown')).body).not.toContain('hidden');
    await resident.pass(8000);
    const { containers } = JSON.parse((await resident.ask('/containers?verdict=unknown')).body);
    expect(containers).toMatchObject([{ pod: 'hidden', container: 'web', verdict: 'unknown' }]);
  });

  it('goes on telling of it while the API server is silent, as not looked at, and says how old that is', async () => {
    const api = new FakeApi();
    const hidden = podObject('hidden', { id: 'b'.repeat(64) });
    api.answer = { ok: true, status: 200, text: podList('7', podObject('web-0', { id: ID }), hidden) };
    const { resident, node, watch } = await agentOn(api);
    await resident.pass(20_000);
    api.watch.end({ ok: false, why: 'is not reached (ECONNRESET)' });
    await resident.pass(0);
    // One that had a process and has none any more has ended: nobody can say that it runs.
    node.containers = [];
    await resident.pass(120_000);
    expect(watch.state().why).not.toBeNull();
    const { containers } = JSON.parse((await resident.ask('/containers')).body);
    expect(containers).toMatchObject([
      { pod: 'hidden', verdict: 'unknown', reason: expect.stringMatching(/said .* ago, and nothing since/) },
    ]);
    expect((await resident.ask('/metrics')).body).toMatch(
      /^probe_env_node_containers\{.*verdict="unknown".*\} 1$/m,
    );
  });
});
