import { describe, expect, it } from 'vitest';
import { PLACES } from '../../../src/target/node/recorded/places.ts';
import {
  namesInStorage,
  recordedInDocker,
  recordedInOci,
} from '../../../src/target/node/recorded/recorded.ts';

const UID = '0a6c5a31-7a4b-4d5a-9c43-5d0e6b2f1a77';
const WEB = {
  kind: 'container',
  namespace: 'shop',
  pod: 'web-1',
  podUid: UID,
  container: 'web',
  workload: null,
};
const oci = (annotations: object, name?: string) => recordedInOci(JSON.stringify({ annotations }), name);
const KUBELET = {
  'io.kubernetes.pod.namespace': 'shop',
  'io.kubernetes.pod.name': 'web-1',
  'io.kubernetes.pod.uid': UID,
  'io.kubernetes.container.name': 'web',
};

describe('what a runtime has written down', () => {
  it('names a container of containerd, whose older versions have no uid', () => {
    const annotations = {
      'io.kubernetes.cri.container-type': 'container',
      'io.kubernetes.cri.container-name': 'web',
      'io.kubernetes.cri.sandbox-name': 'web-1',
      'io.kubernetes.cri.sandbox-namespace': 'shop',
    };
    expect(oci(annotations)).toEqual({ ...WEB, podUid: null });
    expect(oci({ ...annotations, 'io.kubernetes.cri.sandbox-uid': UID })).toEqual(WEB);
  });

  it('names a container of CRI-O, by annotations or by labels in one of them', () => {
    const type = { 'io.kubernetes.cri-o.ContainerType': 'container' };
    expect(oci({ ...type, ...KUBELET })).toEqual(WEB);
    expect(oci({ ...type, 'io.kubernetes.cri-o.Labels': JSON.stringify(KUBELET) })).toEqual(WEB);
  });

  it('names a container of Docker: of a pod, of Compose, and its own', () => {
    const docker = (labels: object) =>
      recordedInDocker(JSON.stringify({ Name: '/shop-api-1', Config: { Labels: labels, Env: ['A=b'] } }));
    expect(docker(KUBELET)).toEqual(WEB);
    const alone = { kind: 'container', namespace: null, pod: null, podUid: null };
    expect(docker({ 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'api' })).toEqual({
      ...alone,
      container: 'api',
      workload: 'shop',
    });
    expect(docker({})).toEqual({ ...alone, container: 'shop-api-1', workload: null });
  });

  it('names a container of nerdctl, and of Podman by the name beside it', () => {
    expect(oci({ 'nerdctl/name': 'db' })).toMatchObject({ container: 'db', pod: null });
    expect(oci({ 'io.container.manager': 'libpod' }, 'eager_lamport')).toMatchObject({
      container: 'eager_lamport',
    });
  });

  it.each([
    { 'io.kubernetes.cri.container-type': 'sandbox', 'io.kubernetes.cri.sandbox-name': 'web-1' },
    { 'io.kubernetes.cri-o.ContainerType': 'sandbox', ...KUBELET },
    { 'io.kubernetes.docker.type': 'podsandbox', ...KUBELET, 'io.kubernetes.container.name': 'POD' },
  ])('tells of a sandbox that it is no container: %j', (annotations) => {
    expect(oci(annotations)).toMatchObject({ kind: 'sandbox', pod: 'web-1', container: null });
  });

  it.each(['', '[]', 'null', '{"annotations":[]}', '{"annotations":{"nerdctl/name":7}}', '{"a'])(
    'is nothing where it names nothing: %s',
    (text) => expect(recordedInOci(text)).toBeNull(),
  );

  it('is no name where one could not be', () => {
    expect(oci({ 'nerdctl/name': 'a\u001b[31m' })).toBeNull();
    expect(oci({ 'nerdctl/name': `a${'b'.repeat(253)}` })).toBeNull();
    expect(oci({ ...KUBELET, 'io.kubernetes.pod.name': '../x' })).toMatchObject({
      pod: null,
      container: 'web',
    });
  });
});

it('has the first name of each container of a storage', () => {
  const list = [
    { id: 'a', names: ['one', 'uno'] },
    { id: 'b', names: [] },
    { id: 7, names: ['x'] },
    null,
    { id: 'c' },
  ];
  expect([...namesInStorage(JSON.stringify(list))]).toEqual([['a', 'one']]);
});

it('is looked for where its runtime says so, each once', () => {
  expect(new Set(PLACES.map(({ directory }) => directory)).size).toBe(PLACES.length);
  for (const { directory, source } of PLACES) {
    expect(directory).toMatch(/^\/(?:run|var)\/[\w./-]+[^/]$/);
    expect(source).not.toBe('');
  }
});
