import { describe, expect, it } from 'vitest';
import { mergeLayers } from '../../src/config/merge.ts';
import { MAX_STUCK } from '../../src/serve/node/looks/lookers.ts';
import {
  BROKEN,
  container,
  FakeNode,
  MOUNT_SILENT,
  READY,
  SILENT,
  type StartedNode,
  startedNode,
} from './fake-node.ts';

async function listed({
  resident,
}: StartedNode): Promise<readonly { pid: number; verdict: string; reason: string }[]> {
  return JSON.parse((await resident.ask('/containers')).body).containers;
}

async function verdicts(started: StartedNode): Promise<Record<number, string>> {
  return Object.fromEntries((await listed(started)).map(({ pid, verdict }) => [pid, verdict]));
}

const node = (...containers: ReturnType<typeof container>[]) => Object.assign(new FakeNode(), { containers });

describe('the agent of a node', () => {
  it('looks at each container at once, and again at about each interval', async () => {
    const started = await startedNode(node(container(1), container(2)));
    expect(await verdicts(started)).toEqual({ 1: 'ready', 2: 'ready' });
    await started.resident.pass(8000);
    expect(started.node.looks).toHaveLength(2);
    await started.resident.pass(4000);
    expect(started.node.looks).toHaveLength(4);
    await started.resident.pass(60_000);
    // A tenth sooner or later each time.
    expect(started.node.looks.length).toBeGreaterThanOrEqual(12);
    expect(started.node.looks.length).toBeLessThanOrEqual(18);
  });

  it('sees what starts within two seconds, and lets go of what has ended', async () => {
    const started = await startedNode(node(container(1)));
    started.node.containers = [container(2)];
    await started.resident.pass(2250);
    expect(await verdicts(started)).toEqual({ 2: 'ready' });
    expect(started.node.requests).toContainEqual({ kind: 'forget', ids: [container(1).id] });
  });

  it('looks at once at a container whose first process is another one', async () => {
    const started = await startedNode(node(container(1)));
    started.node.containers = [{ ...container(1), main: { pid: 9, startTime: '9', name: 'web' } }];
    await started.resident.pass(2500);
    expect(started.node.looks.map(({ pid }) => pid)).toEqual([1, 9]);
  });

  it('is not ready where it knows nothing of any container, and is where there is none', async () => {
    const fake = node(container(1), container(2));
    fake.answers = () => ({ kind: 'unknown', code: 'denied', reason: 'SELinux' });
    const blind = await startedNode(fake);
    const { status, body } = await blind.resident.ask('/readyz');
    expect([status, body]).toEqual([
      503,
      'NOT READY nothing is known of any of its containers (2); /containers says why of each\n',
    ]);
    fake.answers = ({ pid }) => (pid === 1 ? READY : { kind: 'unknown', code: 'denied', reason: 'SELinux' });
    await blind.resident.pass(12_000);
    expect((await blind.resident.ask('/readyz')).status).toBe(200);
    expect((await (await startedNode(node())).resident.ask('/readyz')).status).toBe(200);
  });

  it('makes one report of a container for all who ask, and of three containers at most at once', async () => {
    const all = [1, 2, 3, 4].map((pid) => container(pid));
    const started = await startedNode(node(...all));
    const before = started.node.looks.length;
    const asked = all.flatMap(({ id }) => Array.from({ length: 100 }, () => id));
    const answers = await Promise.all(asked.map((id) => started.resident.ask(`/containers/${id}`)));
    expect(started.node.looks.slice(before).map(({ pid, whole }) => [pid, whole])).toEqual([
      [1, true],
      [2, true],
      [3, true],
    ]);
    expect(answers.slice(300).map(({ status, headers }) => [status, headers['retry-after']])).toEqual(
      Array.from({ length: 100 }, () => [503, '2']),
    );
    await started.resident.ask(`/containers/${container(4).id}`);
    expect(started.node.looks.at(-1)).toMatchObject({ pid: 4, whole: true });
  });

  it('never says ready of what it has not seen', async () => {
    const all = [container(1, { sandbox: 'gVisor' }), container(2), container(3)];
    const fake = node(...all);
    fake.unseen = [{ namespace: 'shop', pod: 'hidden', podUid: 'x', container: 'web', toldBy: 'logs' }];
    fake.answers = ({ pid }) =>
      pid === 2
        ? { kind: 'unknown', code: 'denied', reason: 'SELinux' }
        : { ...READY, verdict: 'unknown', reason: 'x' };
    const started = await startedNode(fake);
    expect((await listed(started)).map(({ verdict }) => verdict)).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(started.node.looks.map(({ pid }) => pid)).toEqual([2, 3]);
    expect((await started.resident.ask('/readyz?verbose')).body).toContain(
      '4 containers: 0 ready, 0 not ready, 4 unknown',
    );
  });

  it('knows nothing of a container whose last look is older than three intervals', async () => {
    const started = await startedNode(node(container(1)));
    started.node.containers = [container(1)];
    // The machine slept: no timer ran.
    started.machine.pass(31_000);
    expect(await listed(started)).toMatchObject([
      { verdict: 'unknown', reason: expect.stringContaining('31s ago') },
    ]);
  });

  it('is not ready where /proc cannot be listed, and answers livez all the same', async () => {
    const started = await startedNode(node(container(1)));
    expect((await started.resident.ask('/readyz')).status).toBe(200);
    started.node.scanFailure = new Error('EACCES');
    await started.resident.pass(2500);
    const { status, body } = await started.resident.ask('/readyz');
    expect([status, body]).toEqual([503, 'NOT READY /proc cannot be listed: EACCES\n']);
    expect((await started.resident.ask('/livez')).status).toBe(200);
  });

  it('tells who listens that a verdict is another one, and nobody that it is the same', async () => {
    const started = await startedNode(node(...[1, 2, 3, 4].map((pid) => container(pid))));
    await started.resident.pass(500);
    let told = 0;
    started.agent.onChange(() => told++);
    await started.resident.pass(30_000);
    expect(told).toBe(0);
    started.node.answers = ({ pid }) => (pid === 1 ? BROKEN : READY);
    await started.resident.pass(12_000);
    expect(told).toBe(1);
    // Once for all that was found at the same time: who is told asks for the whole list.
    started.node.containers = [5, 6, 7].map((pid) => container(pid));
    await started.resident.pass(2500);
    expect(told).toBeLessThanOrEqual(3);
  });

  it('says on its page and in readyz that the policy that is there is refused, and why', async () => {
    const refusal = 'policy.yaml: line 3: <b> is no setting';
    const { resident } = await startedNode(node(container(1)), { refusal });
    const verbose = await resident.ask('/readyz?verbose');
    expect(verbose.status).toBe(200);
    expect(verbose.body).toContain(`is refused, and the one before is in force: ${refusal}`);
    expect((await resident.ask('/')).body).toContain('line 3: &lt;b&gt; is no setting');
    expect((await resident.ask('/metrics')).body).toMatch(/^probe_env_config_reload_success 0$/m);
    const well = (await startedNode(node(container(1)))).resident;
    expect((await well.ask('/readyz?verbose')).body).toMatch(
      /the policy in force was read \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/,
    );
  });

  it('has the policy of each container looked under', async () => {
    const config = mergeLayers([], []);
    const started = await startedNode(node(container(1), container(2, { namespace: 'other' })), {
      configs: { '': config, strict: { ...config, strict: true } },
      nameFor: ({ namespace }) => (namespace === 'other' ? 'strict' : ''),
    });
    expect(started.node.looks.map(({ pid, config }) => [pid, config])).toEqual([
      [1, ''],
      [2, 'strict'],
    ]);
    expect(started.node.requests.slice(0, 2)).toMatchObject([
      { kind: 'configure', name: '' },
      { kind: 'configure', name: 'strict', config: { strict: true } },
    ]);
  });
});

describe('a look that does not come back', () => {
  it('keeps nobody else from his verdict, and is repeated later and later by another process', async () => {
    const fake = node(container(1), container(2));
    fake.answers = ({ pid }) => (pid === 1 ? SILENT : READY);
    const started = await startedNode(fake);
    expect(await verdicts(started)).toEqual({ 1: 'unknown', 2: 'ready' });
    await started.resident.pass(600_000);
    const ofSilent = started.node.looks.filter(({ pid }) => pid === 1).length;
    // After 2, 4, 8, 16 and then 32 intervals.
    expect(ofSilent).toBeLessThanOrEqual(7);
    expect(ofSilent).toBeGreaterThanOrEqual(4);
    expect((await listed(started))[0]?.reason).toMatch(/did not answer.*times in a row; the next look is in/);
    // The others are looked at by one that was never ended after the first time.
    expect(started.node.lookers.filter(({ killed }) => !killed)).toHaveLength(1);
  });

  it('leaves no second process behind once it has answered again, and the first one stays', async () => {
    const fake = node(container(1), container(2));
    fake.answers = ({ pid }) => (pid === 1 ? SILENT : READY);
    const started = await startedNode(fake);
    await started.resident.pass(30_000);
    const living = () => fake.lookers.filter(({ isGone }) => !isGone).length;
    fake.answers = () => READY;
    await started.resident.pass(60_000);
    expect(await verdicts(started)).toEqual({ 1: 'ready', 2: 'ready' });
    expect(living()).toBe(2);
    // That somebody has ended is told to both, and keeps none.
    fake.containers = [container(1)];
    await started.resident.pass(70_000);
    expect(living()).toBe(1);
    expect(fake.lookers.filter(({ killed }) => !killed)).toHaveLength(1);
    const { length } = fake.lookers;
    await started.resident.pass(60_000);
    expect([fake.lookers.length, await verdicts(started)]).toEqual([length, { 1: 'ready' }]);
  });

  it('is repeated without the mount that was silent, and with it after a minute', async () => {
    const fake = node(container(1));
    fake.answers = ({ silent }) => (silent.length === 0 ? MOUNT_SILENT : READY);
    const started = await startedNode(fake);
    expect(await verdicts(started)).toEqual({ 1: 'ready' });
    expect(started.node.looks.map(({ silent }) => silent.length)).toEqual([0, 1]);
    await started.resident.pass(300_000);
    expect(await verdicts(started)).toEqual({ 1: 'ready' });
    // What looks at the others is ended once, and never for this one again.
    expect(started.node.lookers[0]?.killed).toBe(true);
    fake.answers = () => READY;
    await started.resident.pass(80_000);
    expect(started.node.looks.at(-1)?.silent).toEqual([]);
  });

  it(`is not begun where ${MAX_STUCK} processes can already not be ended, until one of them has`, async () => {
    const many = Array.from({ length: MAX_STUCK + 2 }, (_, i) => container(i + 1));
    const fake = node(...many, container(99, { workload: 'db' }));
    fake.mayBeKilled = false;
    fake.answers = ({ pid }) => (pid === 99 ? READY : SILENT);
    const started = await startedNode(fake);
    await started.resident.pass(60_000);
    expect((await verdicts(started))[99]).toBe('ready');
    const stuck = started.node.lookers.filter(({ killed, isGone }) => killed && !isGone);
    // Each container may take one before it is known for it.
    expect(stuck.length).toBeLessThanOrEqual(many.length + 1);
    const before = started.node.looks.filter(({ pid }) => pid !== 99).length;
    await started.resident.pass(120_000);
    expect(started.node.looks.filter(({ pid }) => pid !== 99)).toHaveLength(before);
    expect((await started.resident.ask('/metrics')).body).toContain(
      `probe_env_stuck_looks ${stuck.length}\n`,
    );
    expect((await listed(started))[0]?.reason).toContain('do not come back');
    fake.answers = () => READY;
    for (const one of stuck) one.end();
    await started.resident.pass(400_000);
    expect(Object.values(await verdicts(started)).every((verdict) => verdict === 'ready')).toBe(true);
  });

  it('never delays the end', async () => {
    const fake = node(container(1));
    fake.mayBeKilled = false;
    fake.answers = () => SILENT;
    const started = await startedNode(fake);
    await started.stop(0);
    expect(started.resident.timers).toBe(0);
  });
});
