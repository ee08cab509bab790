import { describe, expect, it } from 'vitest';
import type { Runtime } from '../../../src/target/node/cgroup-path.ts';
import type { NodeContainer } from '../../../src/target/node/container.ts';
import { loggedPodOf } from '../../../src/target/node/names.ts';
import { podOfMounts } from '../../../src/target/node/pod-mounts.ts';
import { isStarting, sandboxOf } from '../../../src/target/node/process-name.ts';
import { unseenOf } from '../../../src/target/node/unseen.ts';
import { parseMountInfo } from '../../../src/target/posix/mounts.ts';

const UID = '0a6c5a31-7a4b-4d5a-9c43-5d0e6b2f1a77';

const mountsOf = (...mounts: readonly (readonly [root: string, point: string])[]) =>
  podOfMounts(
    parseMountInfo(
      mounts.map(([root, point], i) => `${i + 2} 1 8:1 ${root} ${point} rw - ext4 /dev/sda1 rw`).join('\n'),
    ),
    'containerd',
  );

describe('the pod that mounts name', () => {
  it('is that of the termination log and of /etc/hosts', () => {
    expect(
      mountsOf(
        [`/var/lib/kubelet/pods/${UID}/etc-hosts`, '/etc/hosts'],
        [`/var/lib/kubelet/pods/${UID}/containers/web/5f3a9c01`, '/dev/termination-log'],
      ),
    ).toEqual({ podUid: UID, container: 'web', sandboxId: null, remote: [] });
  });

  it('is found where the directory of the kubelet is a file system of its own, and where the log has another path', () => {
    expect(mountsOf([`/pods/${UID}/containers/side-car/1`, '/var/run/why'])).toEqual({
      podUid: UID,
      container: 'side-car',
      sandboxId: null,
      remote: [],
    });
  });

  it('has no container where there is /etc/hosts alone, as in a pause process none is needed', () => {
    expect(mountsOf([`/var/lib/kubelet/pods/${UID}/etc-hosts`, '/etc/hosts'])).toEqual({
      podUid: UID,
      container: null,
      sandboxId: null,
      remote: [],
    });
  });

  it('is none for mounts of volumes, and where another pod is shown at another path', () => {
    expect(mountsOf([`/var/lib/kubelet/pods/${UID}/volumes/kubernetes.io~empty-dir/x`, '/x'])).toEqual({
      podUid: null,
      container: null,
      sandboxId: null,
      remote: [],
    });
    expect(mountsOf([`/var/lib/kubelet/pods/${UID}/etc-hosts`, '/host/hosts'])).toEqual({
      podUid: null,
      container: null,
      sandboxId: null,
      remote: [],
    });
    expect(mountsOf(['/var/lib/kubelet/pods', '/host/pods'])).toEqual({
      podUid: null,
      container: null,
      sandboxId: null,
      remote: [],
    });
  });
});

describe('the sandbox that mounts name', () => {
  const id = 'b'.repeat(64);
  const containerd = `/var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes/${id}/resolv.conf`;
  const crio = `/containers/storage/overlay-containers/${id}/userdata/hostname`;
  const sandboxIn = (root: string, runtime: Runtime | null) =>
    podOfMounts(parseMountInfo(`2 1 8:1 ${root} /etc/resolv.conf rw - ext4 /dev/sda1 rw`), runtime).sandboxId;

  it('is that of containerd, whose groups may not tell of it, and of CRI-O', () => {
    expect(sandboxIn(containerd, 'containerd')).toBe(id);
    expect(sandboxIn(containerd, null)).toBe(id);
    expect(sandboxIn(crio, 'cri-o')).toBe(id);
  });

  it('is none of Podman, each of whose containers has such a directory, and of Docker', () => {
    expect(sandboxIn(crio, 'podman')).toBeNull();
    expect(sandboxIn(`/var/lib/docker/containers/${id}/resolv.conf`, 'docker')).toBeNull();
  });
});

describe('a directory of logs', () => {
  it.each([
    [`shop_web-7d4b9c6f5-x2x9z_${UID}`, { namespace: 'shop', pod: 'web-7d4b9c6f5-x2x9z', podUid: UID }],
    [
      'kube-system_etcd-node.1_5eaafc1d3b1a0f6e4d2c7b8a99887766',
      { namespace: 'kube-system', pod: 'etcd-node.1', podUid: '5eaafc1d3b1a0f6e4d2c7b8a99887766' },
    ],
    ['lost+found', null],
    ['a_b', null],
    [`../x_web_${UID}`, null],
  ])('%s', (name, found) => expect(loggedPodOf(name)).toEqual(found));
});

describe('the name of a first process', () => {
  it('tells of a runtime on its way', () => {
    expect(['runc:[2:INIT]', 'crun', 'runc'].map(isStarting)).toEqual([true, true, true]);
    expect(['runcible', 'nginx'].map(isStarting)).toEqual([false, false]);
  });

  it('tells of a sandbox, and of a pause process that no mount names', () => {
    expect(sandboxOf('runsc-sandbox', true, true)).toBe('gVisor');
    expect(sandboxOf('qemu-system-x86', true, true)).toBe('QEMU');
    expect(sandboxOf('cloud-hyperviso', false, true)).toBe('Cloud Hypervisor');
    expect(sandboxOf('pause', false, true)).toBe('pause');
    // Whoever calls himself so is looked at all the same.
    expect(sandboxOf('pause', true, true)).toBeNull();
    expect(sandboxOf('nginx', false, true)).toBeNull();
  });

  it('tells of catatonit as a pause process while it is alone, and as an init where it has started a program', () => {
    expect(sandboxOf('catatonit', false, true)).toBe('pause');
    expect(sandboxOf('catatonit', false, false)).toBeNull();
    expect(sandboxOf('pause', false, false)).toBe('pause');
  });
});

describe('containers that the node has logs of', () => {
  const logged = { namespace: 'shop', pod: 'web', podUid: UID };
  const one = (sandbox: string | null): NodeContainer => ({
    ...{
      id: 'a'.repeat(64),
      runtime: 'containerd',
      podUid: UID,
      namespace: 'shop',
      pod: 'web',
      container: null,
    },
    ...{
      workload: 'web',
      labels: null,
      main: { pid: 1, startTime: '1', name: 'x' },
      processes: 1,
      sandbox,
      remote: [],
      above: [],
    },
  });
  const unseen = (...containers: readonly NodeContainer[]) =>
    unseenOf([logged], containers, () => ['init', 'web']);

  it('are hidden where only a sandbox of their pod is to be seen', () => {
    expect(unseen(one('gVisor'))).toEqual([
      { ...logged, container: 'init', toldBy: 'logs' },
      { ...logged, container: 'web', toldBy: 'logs' },
    ]);
  });

  it('have ended where their pod has an ordinary process, or none', () => {
    expect(unseen(one('pause'))).toEqual([]);
    expect(unseen(one(null), one('gVisor'))).toEqual([]);
    expect(unseen(one('gVisor'), one(null))).toEqual([]);
    expect(unseen()).toEqual([]);
  });
});
