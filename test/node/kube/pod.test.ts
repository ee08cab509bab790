import { describe, expect, it } from 'vitest';
import { completed, indexOf, missingIn } from '../../../src/serve/node/kube/complete.ts';
import { eventOf, listOfPods } from '../../../src/serve/node/kube/documents.ts';
import { type KubePod, kubePodOf } from '../../../src/serve/node/kube/pod.ts';
import { container } from '../fake-node.ts';
import { podEvent, podList, podObject } from './pods.ts';

const ID = 'a'.repeat(64);

describe('what made a pod', () => {
  const madeBy = (name: string, more: Parameters<typeof podObject>[1]) =>
    kubePodOf(podObject(name, more))?.workload;

  it.each([
    [
      'web-7d4b9c6f5-x2x9z',
      { owner: { kind: 'ReplicaSet', name: 'web-7d4b9c6f5' }, labels: { 'pod-template-hash': '7d4b9c6f5' } },
      'Deployment',
      'web',
    ],
    ['web-x2x9z', { owner: { kind: 'ReplicaSet', name: 'web' } }, 'ReplicaSet', 'web'],
    [
      'web-7d4b9c6f5-x2x9z',
      { owner: { kind: 'ReplicaSet', name: 'web-7d4b9c6f5' }, labels: { 'pod-template-hash': 'other' } },
      'ReplicaSet',
      'web-7d4b9c6f5',
    ],
    [
      'clean-29921040-x2x9z',
      { owner: { kind: 'Job', name: 'clean-29921040', apiVersion: 'batch/v1' } },
      'CronJob',
      'clean',
    ],
    [
      'clean-1795262400-x2x9z',
      { owner: { kind: 'Job', name: 'clean-1795262400', apiVersion: 'batch/v1' } },
      'CronJob',
      'clean',
    ],
    ...['import-20241128', 'import-28112026', 'import-1234567890'].map(
      (name) =>
        [`${name}-x2x9z`, { owner: { kind: 'Job', name, apiVersion: 'batch/v1' } }, 'Job', name] as const,
    ),
    ['once-x2x9z', { owner: { kind: 'Job', name: 'once', apiVersion: 'batch/v1' } }, 'Job', 'once'],
    ['db-0', { owner: { kind: 'StatefulSet', name: 'db' } }, 'StatefulSet', 'db'],
    ['etcd-node-1', { owner: { kind: 'Node', name: 'node-1', apiVersion: 'v1' } }, 'Pod', 'etcd'],
    ['own-7d4b9c6f5-x2x9z', {}, 'Pod', 'own-7d4b9c6f5-x2x9z'],
  ] as const)('%s', (pod, more, kind, name) => expect(madeBy(pod, more)).toMatchObject({ kind, name }));
});

describe('what the API server writes', () => {
  it('is a list, and nothing of a pod is kept that is not used', () => {
    const list = listOfPods(podList('7', podObject('web', { id: ID }), { kind: 'Pod' }));
    expect(list?.version).toBe('7');
    expect(list?.pods).toHaveLength(1);
    expect(JSON.stringify(list)).not.toContain('SECRET');
    expect(list?.pods[0]?.containers).toEqual([{ id: ID, name: 'web', running: true }]);
  });

  it('is an empty list where Go writes null', () => {
    const text = '{"kind":"PodList","metadata":{"resourceVersion":"7"},"items":null}';
    expect(listOfPods(text)).toEqual({ version: '7', pods: [] });
  });

  it('is an event', () => {
    expect(eventOf(podEvent('MODIFIED', podObject('web', { version: '8' })))).toMatchObject({
      type: 'pod',
      version: '8',
    });
    expect(eventOf(podEvent('DELETED', podObject('web')))).toMatchObject({ type: 'deleted' });
    expect(eventOf(podEvent('BOOKMARK', { kind: 'Pod', metadata: { resourceVersion: '9' } }))).toEqual({
      type: 'bookmark',
      version: '9',
    });
    expect(eventOf(podEvent('ERROR', { kind: 'Status', code: 410 }))).toEqual({ type: 'error', code: 410 });
  });

  it.each(['', '[]', '{"kind":"Status"}', '{"kind":"PodList","metadata":{}}', '<html>'])(
    'is nothing: %s',
    (text) => {
      expect(listOfPods(text)).toBeNull();
      expect(eventOf(text)).toBeNull();
    },
  );
});

describe('a scan that is completed', () => {
  const pods = (...objects: readonly object[]) =>
    indexOf(objects.map((object) => kubePodOf(object) as KubePod));
  const scan = (...containers: ReturnType<typeof container>[]) => ({ containers, unseen: [], processes: 9 });

  it('has names and labels by the id of the container, and else by the uid of its pod', () => {
    const index = pods(podObject('web-1', { id: ID, uid: 'u', labels: { app: 'web' } }));
    const nameless = { namespace: null, pod: null, workload: null, container: null };
    const all = scan(
      container(1, { ...nameless, id: ID }),
      container(2, { ...nameless, podUid: 'u', container: 'side' }),
      container(3),
    );
    const [byId, byUid, other] = completed(all, index, [], null).containers;
    const shared = { namespace: 'shop', pod: 'web-1', workload: 'web-1', labels: { app: 'web' } };
    expect(byId).toMatchObject({ ...shared, container: 'web' });
    expect(byUid).toMatchObject({ ...shared, container: 'side' });
    expect(other).toEqual(container(3));
  });

  it('knows a static pod by its hash', () => {
    const hash = '5eaafc1d3b1a0f6e4d2c7b8a99887766';
    const annotations = { 'kubernetes.io/config.hash': hash };
    const owner = { kind: 'Node', name: 'node-1', apiVersion: 'v1' };
    const index = pods(podObject('etcd-node-1', { annotations, owner }));
    expect(completed(scan(container(1, { podUid: hash })), index, [], null).containers[0]?.pod).toBe(
      'etcd-node-1',
    );
  });

  it.each([
    ['that no node owns', undefined],
    ['of a node', { kind: 'Node', name: 'node-1', apiVersion: 'v1' }],
  ])('takes the name of no other pod for one %s that says it were that one', (_, owner) => {
    const annotations = { 'kubernetes.io/config.hash': 'uid-victim' };
    const index = pods(podObject('victim'), podObject('evil', { annotations, ...(owner && { owner }) }));
    const [found] = completed(scan(container(1, { podUid: 'uid-victim' })), index, [], null).containers;
    expect(found?.pod).toBe('victim');
  });

  it('tells of containers that run and have no process, and of none that has ended', () => {
    const index = pods(
      podObject('a', { id: ID }),
      podObject('b', { id: 'b'.repeat(64), running: false }),
      podObject('c'),
    );
    const missing = missingIn(index, scan());
    expect(missing).toEqual([ID]);
    expect(completed(scan(), index, missing, null).unseen).toEqual([
      { namespace: 'shop', pod: 'a', podUid: 'uid-a', container: 'web', toldBy: 'api' },
    ]);
    expect(missingIn(index, scan(container(1, { id: ID })))).toEqual([]);
  });
});
