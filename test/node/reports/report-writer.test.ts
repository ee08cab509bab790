import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/core/documents/report.ts';
import { type KubePod, kubePodOf } from '../../../src/serve/node/kube/pod.ts';
import type { SeenRule } from '../../../src/serve/node/protocol.ts';
import { groupsOf, type Member } from '../../../src/serve/node/reports/group.ts';
import { ReportWriter } from '../../../src/serve/node/reports/report-writer.ts';
import { workloadReport } from '../../../src/serve/node/reports/workload-report.ts';
import type { Known } from '../../../src/serve/node/state.ts';
import type { KubeAnswer, KubeQuestion } from '../../../src/target/node/kube/api.ts';
import { ChangingMachine, FakeResident } from '../../support/memory/fake-resident.ts';
import { refusedOf } from '../../support/runs/openreports-schema.ts';
import { BROKEN, READY } from '../fake-node.ts';
import { podObject } from '../kube/pods.ts';

const knownOf = (answer: typeof READY): Known =>
  answer.kind === 'seen'
    ? { verdict: answer.verdict, reason: null, seen: answer }
    : { verdict: 'unknown', reason: 'why', seen: null };
const UNKNOWN: Known = { verdict: 'unknown', reason: 'its file system did not answer', seen: null };

function member(pod: string, known: Known, container = 'web'): Member {
  const owner = { kind: 'StatefulSet', name: pod.replace(/-\d+$/, '') };
  return { id: `id-${pod}`, container, pod: kubePodOf(podObject(pod, { owner })) as KubePod, known };
}

const WHOLE = {
  probes: [
    {
      findings: [
        { rule: 'ca-certs/empty', severity: 'error', message: 'no roots', remedy: 'apk add ca-certificates' },
      ],
    },
  ],
} as unknown as Report;

function writer(members: () => readonly Member[] | null) {
  const machine = new ChangingMachine();
  const resident = new FakeResident(machine);
  const asked: KubeQuestion[] = [];
  const told: string[] = [];
  const server: {
    items: { namespace: string; name: string }[];
    answer: KubeAnswer | null;
    refuses: string | null;
    /** With which it refuses. */
    status: number;
    /** Objects in one page of a list. */
    page: number;
    /** The place of the second page is known no more. */
    forgets: boolean;
    /** Whole reports are to be had. */
    whole: boolean;
  } = { items: [], answer: null, refuses: null, status: 403, page: 500, forgets: false, whole: true };
  const one = new ReportWriter({
    api: {
      ask: async (question) => {
        asked.push(question);
        if (server.answer !== null) return server.answer;
        if (server.refuses !== null && question.path.includes(server.refuses))
          return { ok: true, status: server.status, text: '' };
        const from = Number(new URLSearchParams(question.path.split('?')[1]).get('continue') ?? 0);
        if (from > 0 && server.forgets) return { ok: true, status: 410, text: '' };
        const to = from + server.page;
        const items = server.items.slice(from, to).map((metadata) => ({ metadata }));
        const metadata = to < server.items.length ? { continue: String(to) } : {};
        return { ok: true, status: 200, text: JSON.stringify({ items, metadata }) };
      },
      stream: () => ({ ended: Promise.resolve({ ok: false, why: 'is not asked' }), stop: () => {} }),
    },
    ...{ node: 'node-1', after: resident.after, random: () => 0.5, members },
    whole: async () =>
      server.whole
        ? { ok: true, answer: { ...READY, kind: 'seen', report: JSON.stringify(WHOLE) } as typeof READY }
        : null,
    log: (line) => told.push(line),
  });
  one.start();
  const round = async () => {
    asked.length = 0;
    await resident.pass(30_000);
    return asked.map(
      ({ method, path }) => `${method} ${path.split(/[?]/)[0]?.split('/').slice(-3).join('/')}`,
    );
  };
  return { round, asked, told, server, one };
}

it('is one that the published definition allows, with the words of one whole report', () => {
  const [group] = groupsOf([
    member('web-0', knownOf(READY)),
    member('web-1', knownOf(BROKEN)),
    member('web-2', UNKNOWN),
  ]);
  if (group === undefined) throw new Error('no group');
  const report = workloadReport(group, 'node-1', new Map([['id-web-1', WHOLE]]));
  const { ownerReferences, ...metadata } = report.metadata;
  expect(refusedOf({ ...report, metadata })).toEqual([]);
  expect(ownerReferences).toHaveLength(3);
  expect(report.scope).toEqual({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    namespace: 'shop',
    name: 'web',
  });
  expect(report.summary).toEqual({ pass: 0, fail: 1, warn: 0, error: 1, skip: 0 });
  expect(report.results[0]).toMatchObject({
    ...{ policy: 'ca-certs', rule: 'ca-certs/empty', result: 'fail', message: 'no roots' },
    properties: { containers: '1 of 3 on this node', remedy: 'apk add ca-certificates' },
  });
});

describe('what a Report says of one container', () => {
  const seenWith = (
    verdict: 'ready' | 'not-ready',
    rules: readonly SeenRule[],
    reason: string | null = null,
  ): Known => {
    if (READY.kind !== 'seen') throw new Error('nothing was seen');
    return { verdict, reason, seen: { ...READY, verdict, rules } };
  };
  const rule = (severity: 'error' | 'warning', fails: boolean): SeenRule => ({
    rule: 'ca-certs/expired',
    severity,
    fails,
  });
  const resultsOf = (known: Known) => {
    const [group] = groupsOf([member('web-0', known)]);
    if (group === undefined) throw new Error('no group');
    return workloadReport(group, 'node-1', new Map()).results.map(({ result, severity, message }) => [
      ...[result, severity, message],
    ]);
  };

  it.each([
    [
      seenWith('not-ready', [rule('error', true), rule('warning', false)]),
      'fail',
      'high',
      'ca-certs/expired',
    ],
    [seenWith('not-ready', [rule('warning', true)]), 'fail', 'medium', 'ca-certs/expired'],
    [seenWith('ready', [rule('warning', false)]), 'warn', 'medium', 'ca-certs/expired'],
    [seenWith('not-ready', [], 'nothing was looked at'), 'fail', undefined, 'nothing was looked at'],
    [seenWith('ready', []), 'pass', undefined, 'the environment of web is ready'],
  ])('is the worst of it, and passes only where it is ready: %j', (known, result, severity, message) => {
    expect(resultsOf(known)).toEqual([[result, severity, message]]);
  });
});

it('leaves out the least of more than 200', () => {
  const containers = Array.from({ length: 201 }, (_, n) => `c${String(n).padStart(3, '0')}`);
  const all = containers.map((name) => member('web-0', knownOf(name === 'c200' ? BROKEN : READY), name));
  const [group] = groupsOf(all);
  if (group === undefined) throw new Error('no group');
  const { results, summary } = workloadReport(group, 'node-1', new Map());
  expect([results.length, results[0]?.result]).toEqual([200, 'fail']);
  expect(summary).toMatchObject({ fail: 1, pass: 199 });
});

it('is another for each node and each kind, of one name in each', () => {
  const nameOn = (node: string, members: readonly Member[]) =>
    groupsOf(members).map((group) => workloadReport(group, node, new Map()).metadata.name);
  const one = [member('web-0', knownOf(READY))];
  expect(nameOn('a', one)).toEqual(nameOn('a', one));
  expect(nameOn('b', one)).not.toEqual(nameOn('a', one));
  expect(nameOn('a', one)[0]).toMatch(/^probe-env-statefulset-web-[0-9a-f]{10}$/);
});

it('is written when it is another, and goes with its workload', async () => {
  let members: readonly Member[] | null = null;
  const { round, asked } = writer(() => members);
  expect(await round()).toEqual([]);
  members = [member('web-0', knownOf(BROKEN)), member('db-0', knownOf(READY))];
  expect((await round()).map((line) => line.replace(/-[0-9a-f]{10}$/, ''))).toEqual([
    'PATCH shop/reports/probe-env-statefulset-db',
    'PATCH shop/reports/probe-env-statefulset-web',
    'GET openreports.io/v1alpha1/reports',
  ]);
  expect(asked[0]).toMatchObject({
    path: expect.stringContaining('?fieldManager=probe-env&force=true'),
    body: { type: 'application/apply-patch+yaml' },
  });
  members = [member('web-0', knownOf(READY)), member('db-0', knownOf(READY))];
  // What the server did not list was written again, and is as it was by now.
  expect(await round()).toHaveLength(2);
  expect(await round()).toEqual([]);
  members = [member('web-0', knownOf(READY))];
  expect(await round()).toEqual([expect.stringMatching(/^DELETE shop\/reports\/probe-env-statefulset-db-/)]);
  expect(await round()).toEqual([]);
});

it('of an agent before this one goes too, where nobody wants it', async () => {
  const { round, server } = writer(() => []);
  server.items = [{ namespace: 'shop', name: 'probe-env-deployment-old-0123456789' }];
  expect(await round()).toEqual([
    'GET openreports.io/v1alpha1/reports',
    'DELETE shop/reports/probe-env-deployment-old-0123456789',
  ]);
});

describe('of which the words alone are other ones', () => {
  async function patches(
    first: () => Known,
    second: () => Known,
    between: (server: { whole: boolean }) => void,
  ) {
    let known = first();
    const one = writer(() => [member('web-0', known)]);
    await one.round();
    // What the server did not list was written again.
    await one.round();
    known = second();
    between(one.server);
    const written: number[] = [];
    for (let n = 0; n < 16; n++)
      if ((await one.round()).some((line) => line.startsWith('PATCH'))) written.push(n);
    return written;
  }

  it('is written again, once, within some minutes', async () => {
    const other = () => knownOf({ ...BROKEN, words: 'no roots at all' } as typeof BROKEN);
    expect(
      await patches(
        () => knownOf(BROKEN),
        other,
        () => {},
      ),
    ).toEqual([9]);
  });

  it('is written each few minutes at most where they never stand still', async () => {
    let times = 0;
    const known = { ...knownOf(BROKEN) };
    const seen = known.seen;
    if (seen === null) throw new Error('nothing was seen');
    const changing = {
      ...known,
      seen: {
        ...seen,
        get words() {
          return String(times++);
        },
      },
    };
    expect(
      await patches(
        () => changing,
        () => changing,
        () => {},
      ),
    ).toHaveLength(1);
  });

  it('keeps its words where other ones are not to be had', async () => {
    const other = () => knownOf({ ...BROKEN, words: 'no roots at all' } as typeof BROKEN);
    expect(
      await patches(
        () => knownOf(BROKEN),
        other,
        (server) => {
          server.whole = false;
        },
      ),
    ).toEqual([]);
  });
});

it('is written once without its words where they are not to be had, and with them when they are', async () => {
  const { round, server, asked } = writer(() => [member('web-0', knownOf(BROKEN))]);
  server.whole = false;
  server.items = groupsOf([member('web-0', knownOf(BROKEN))]).map(
    (group) => workloadReport(group, 'node-1', new Map()).metadata,
  );
  const writes = async () => (await round()).filter((line) => line.startsWith('PATCH')).length;
  expect([await writes(), await writes(), await writes()]).toEqual([1, 0, 0]);
  server.whole = true;
  let rounds = 0;
  while ((await writes()) === 0 && rounds < 20) rounds++;
  expect(rounds).toBeLessThan(10);
  expect(asked.at(-1)?.body?.text).toContain('apk add ca-certificates');
});

describe('of a node with more of them than one list shows', () => {
  const olds = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ namespace: 'shop', name: `probe-env-old-${n}` }));

  it('goes too, ten in a round, whatever page it is on', async () => {
    const { round, server } = writer(() => []);
    server.page = 10;
    server.items = olds(25);
    const deleted = new Set<string>();
    for (let n = 0; n < 3; n++)
      for (const line of await round()) if (line.startsWith('DELETE')) deleted.add(line);
    expect(deleted.size).toBe(25);
  });

  it('is not taken for gone where the list breaks off, and is where it does not', async () => {
    const members = [member('web-0', knownOf(READY))];
    const { round, server } = writer(() => members);
    server.page = 10;
    server.items = olds(25);
    server.forgets = true;
    const patches = (lines: readonly string[]) => lines.filter((line) => line.startsWith('PATCH')).length;
    expect(patches(await round())).toBe(1);
    for (let n = 0; n < 19; n++) expect(patches(await round())).toBe(0);
    server.forgets = false;
    await round();
    expect(patches(await round())).toBe(1);
  });
});

it('is written ten times in a round at most', async () => {
  const many = Array.from({ length: 25 }, (_, i) => member(`w${i}x-0`, knownOf(READY)));
  const { round, server } = writer(() => many);
  server.items = groupsOf(many).map((group) => workloadReport(group, 'node-1', new Map()).metadata);
  const writes = async () => (await round()).filter((line) => line.startsWith('PATCH')).length;
  expect([await writes(), await writes(), await writes(), await writes()]).toEqual([10, 10, 5, 0]);
});

it.each([
  [{ ok: true, status: 404, text: '' } as const, '404'],
  [{ ok: true, status: 403, text: '' } as const, 'RBAC'],
  [{ ok: false, why: 'is not reached (ECONNREFUSED)' } as const, 'ECONNREFUSED'],
])('says why none is written, once: %j', async (answer, why) => {
  const { round, server, told } = writer(() => [member('web-0', knownOf(READY))]);
  server.answer = answer;
  await round();
  await round();
  expect(told).toEqual([expect.stringContaining(why)]);
});

it('goes on behind one that is refused, and comes to all in turn', async () => {
  const members = Array.from({ length: 20 }, (_, n) =>
    member(`app${String.fromCharCode(97 + n)}-0`, knownOf(READY)),
  );
  const { round, server, told } = writer(() => members);
  server.refuses = 'statefulset-appa';
  const written = new Set<string>();
  for (let n = 0; n < 5; n++) for (const line of await round()) written.add(line);
  expect([...written].filter((line) => line.startsWith('PATCH'))).toHaveLength(20);
  expect(told).toHaveLength(1);
});

it.each([400, 500, 503])(
  'that is refused with %i keeps no other one from being written or deleted',
  async (status) => {
    const members = ['bad-0', 'web-0'].map((name) => member(name, knownOf(READY)));
    const { round, server } = writer(() => members);
    server.refuses = 'statefulset-bad';
    server.status = status;
    const lines: string[] = [];
    for (let n = 0; n < 3; n++) lines.push(...(await round()));
    expect(lines.some((line) => /^PATCH .*statefulset-web/.test(line))).toBe(true);
    expect(lines).toContain('GET openreports.io/v1alpha1/reports');
    members.pop();
    expect(await round()).toContainEqual(expect.stringMatching(/^DELETE .*statefulset-web/));
  },
);

it.each([500, 503])(
  'deletes others though one cannot be deleted (%i), and comes to it again',
  async (status) => {
    const { round, server } = writer(() => []);
    server.items = ['hooked', 'old'].map((name) => ({ namespace: 'shop', name }));
    Object.assign(server, { refuses: 'hooked', status });
    expect(await round()).toEqual([
      'GET openreports.io/v1alpha1/reports',
      'DELETE shop/reports/hooked',
      'DELETE shop/reports/old',
    ]);
    for (let n = 0; n < 19; n++) await round();
    expect(await round()).toContain('DELETE shop/reports/hooked');
  },
);

it('is asked for three times in a row and no more where the server fails at each, and comes to all', async () => {
  const many = Array.from({ length: 9 }, (_, n) => member(`w${n}x-0`, knownOf(READY)));
  const { round, server } = writer(() => many);
  server.answer = { ok: true, status: 500, text: '' };
  const tried = new Set<string>();
  for (let n = 0; n < 3; n++) {
    const patches = (await round()).filter((line) => line.startsWith('PATCH'));
    expect(patches).toHaveLength(3);
    for (const line of patches) tried.add(line);
  }
  expect(tried.size).toBe(9);
});

it('is tried once in a round where the server is not reached or wants to be left alone, and swept when it answers', async () => {
  const many = Array.from({ length: 5 }, (_, n) => member(`w${n}x-0`, knownOf(READY)));
  const { round, server } = writer(() => many);
  for (const answer of [
    { ok: false, why: 'is not reached (ECONNREFUSED)' },
    { ok: true, status: 429, text: '' },
  ] as const) {
    server.answer = answer;
    expect((await round()).map((line) => line.split(' ')[0])).toEqual(['PATCH', 'GET']);
  }
  // Each time it is waited twice as long with the list.
  const later = [await round(), await round(), await round(), await round()];
  expect(later.map((lines) => lines.length)).toEqual([1, 2, 1, 1]);
  server.answer = null;
  expect((await round()).map((line) => line.split(' ')[0])).toEqual([...Array(5).fill('PATCH'), 'GET']);
});

it('says so and goes on where the server answers something that is no JSON', async () => {
  const { round, server, told } = writer(() => []);
  server.answer = { ok: true, status: 200, text: '<html>' };
  await round();
  expect(told).toEqual([expect.stringContaining('this round failed')]);
  expect((await round()).length).toBeLessThanOrEqual(1);
});
