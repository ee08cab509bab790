import { describe, expect, it } from 'vitest';
import { type ContainerPath, containerPathOf } from '../../../src/target/node/cgroup-path.ts';

const ID = '2f950c311edc6f9ca676004ac8bfbb58f79c74bcc69e0ba75297307e1e99fa72';
const NODE = 'c0ffee311edc6f9ca676004ac8bfbb58f79c74bcc69e0ba75297307e1e99fa72';
const UID = '0a6c5a31-7a4b-4d5a-9c43-5d0e6b2f1a77';
const SLICED = UID.replaceAll('-', '_');
/** Of a static pod: the hash of its manifest. */
const STATIC = '5eaafc1d3b1a0f6e4d2c7b8a99887766';

const pod = (
  runtime: ContainerPath['runtime'],
  podUid = UID,
  above: readonly string[] = [],
): ContainerPath => ({
  podUid,
  containerId: ID,
  runtime,
  above,
});
const plain = (runtime: ContainerPath['runtime'], containerId = ID): ContainerPath => ({
  podUid: null,
  containerId,
  runtime,
  above: [],
});

/** What a runtime makes of it, where its source says so, and what is to be known by it. */
const PATHS: readonly (readonly [what: string, source: string, path: string, found: ContainerPath | null])[] =
  [
    [
      'containerd, systemd',
      'containerd internal/cri/server/podsandbox/helpers_linux.go, getCgroupsPath',
      `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${SLICED}.slice/cri-containerd-${ID}.scope`,
      pod('containerd'),
    ],
    [
      'containerd, systemd, guaranteed',
      'kubernetes pkg/kubelet/cm/cgroup_manager_linux.go, ToSystemd',
      `/kubepods.slice/kubepods-pod${SLICED}.slice/cri-containerd-${ID}.scope`,
      pod('containerd'),
    ],
    [
      'containerd, cgroupfs',
      'kubernetes pkg/kubelet/cm/cgroup_manager_linux.go, ToCgroupfs',
      `/kubepods/besteffort/pod${UID}/${ID}`,
      pod(null),
    ],
    [
      'containerd, a slice without systemd',
      'containerd internal/cri/server/podsandbox/helpers_linux.go, getCgroupsPath',
      `/system.slice/containerd.service/kubepods-besteffort-pod${SLICED}.slice:cri-containerd:${ID}`,
      pod('containerd'),
    ],
    [
      'CRI-O, systemd',
      'cri-o internal/config/cgmgr/systemd_linux.go, ContainerCgroupPath',
      `/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod${SLICED}.slice/crio-${ID}.scope`,
      pod('cri-o'),
    ],
    [
      'CRI-O, crun',
      'crun src/libcrun/cgroup-systemd.c: a leaf of its own',
      `/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod${SLICED}.slice/crio-${ID}.scope/container`,
      pod('cri-o'),
    ],
    [
      'CRI-O, cgroupfs',
      'cri-o internal/config/cgmgr/cgroupfs_linux.go, ContainerCgroupPath',
      `/kubepods/burstable/pod${UID}/crio-${ID}`,
      pod('cri-o'),
    ],
    [
      'the monitor of CRI-O',
      'cri-o internal/config/cgmgr/systemd_linux.go, MoveConmonToCgroup',
      `/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod${SLICED}.slice/crio-conmon-${ID}.scope`,
      null,
    ],
    [
      'docker under a kubelet, systemd',
      'moby daemon/oci_linux.go, withCgroups',
      `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${SLICED}.slice/docker-${ID}.scope`,
      pod('docker'),
    ],
    [
      'a static pod',
      'kubernetes pkg/kubelet/config/common.go, applyDefaults',
      `/kubepods/burstable/pod${STATIC}/${ID}`,
      pod(null, STATIC),
    ],
    ['docker, cgroupfs', 'moby daemon/oci_linux.go, withCgroups', `/docker/${ID}`, plain('docker')],
    [
      'docker, systemd',
      'moby daemon/oci_linux.go, withCgroups',
      `/system.slice/docker-${ID}.scope`,
      plain('docker'),
    ],
    ['podman, cgroupfs', 'seen of podman 4.3', `/libpod_parent/libpod-${ID}`, plain('podman')],
    ['the monitor of podman, cgroupfs', 'seen of podman 4.3', '/libpod_parent/conmon', null],
    [
      'podman, systemd',
      'podman libpod/container_internal_linux.go, getOCICgroupPath',
      `/machine.slice/libpod-${ID}.scope`,
      plain('podman'),
    ],
    [
      'podman, systemd, crun',
      'crun src/libcrun/cgroup-systemd.c',
      `/machine.slice/libpod-${ID}.scope/container`,
      plain('podman'),
    ],
    [
      'podman, in a pod of podman',
      'podman libpod/runtime_pod_linux.go, platformMakePod',
      `/machine.slice/machine-libpod_pod_${NODE}.slice/libpod-${ID}.scope`,
      plain('podman'),
    ],
    [
      'podman, in a pod of podman, cgroupfs',
      'podman libpod/runtime_pod_linux.go, platformMakePod',
      `/libpod_parent/${NODE}/libpod-${ID}`,
      plain('podman'),
    ],
    [
      'the monitor of a podman in a container',
      'podman libpod/oci_conmon_linux.go: of the container that it runs in',
      `/docker/${NODE}/machine.slice/libpod-conmon-${ID}.scope`,
      plain('docker', NODE),
    ],
    [
      'podman without root',
      'podman libpod/container_internal_linux.go, getOCICgroupPath',
      `/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-${ID}.scope/container`,
      plain('podman'),
    ],
    [
      'podman, split groups',
      'podman libpod/container_internal_linux.go, getOCICgroupPath',
      `/system.slice/web.service/libpod-payload-${ID}`,
      plain('podman'),
    ],
    [
      'the monitor of podman, systemd',
      'podman libpod/oci_conmon_linux.go, moveConmonToCgroupAndSignal',
      `/machine.slice/libpod-conmon-${ID}.scope`,
      null,
    ],
    [
      'nerdctl, systemd',
      'nerdctl pkg/cmd/container/run_cgroup_linux.go',
      `/system.slice/nerdctl-${ID}.scope`,
      plain('nerdctl'),
    ],
    ['nerdctl, cgroupfs', 'containerd pkg/oci: NAMESPACE/ID', `/default/${ID}`, plain(null)],
    [
      'k3s',
      'k3s pkg/agent/containerd: the cgroup root of the kubelet',
      `/kubepods/burstable/pod${UID}/${ID}`,
      pod(null),
    ],
    [
      'kind, version 2',
      'kind images/base: kubelet --cgroup-root=/kubelet',
      `/system.slice/docker-${NODE}.scope/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-besteffort.slice/kubelet-kubepods-besteffort-pod${SLICED}.slice/cri-containerd-${ID}.scope`,
      pod('containerd', UID, [NODE]),
    ],
    [
      'kind, version 1',
      'kind images/base: kubelet --cgroup-root=/kubelet',
      `/docker/${NODE}/kubelet/kubepods/besteffort/pod${UID}/${ID}`,
      pod(null, UID, [NODE]),
    ],
    [
      'the node of kind itself',
      'kind',
      `/docker/${NODE}/system.slice/containerd.service`,
      plain('docker', NODE),
    ],
    [
      'a pod beside ours, in our cgroup namespace',
      'cgroup_namespaces(7)',
      `/../../kubepods-besteffort-pod${SLICED}.slice/cri-containerd-${ID}.scope`,
      pod('containerd'),
    ],
    [
      'a container beside ours, in our cgroup namespace',
      'cgroup_namespaces(7)',
      `/../cri-containerd-${ID}.scope`,
      plain('containerd'),
    ],
    ['our own, in our cgroup namespace', 'cgroup_namespaces(7)', '/', null],
    ['a service of systemd', 'systemd', '/system.slice/ssh.service', null],
    ['a login', 'systemd', '/user.slice/user-0.slice/session-3.scope', null],
    ['the kubelet', 'systemd', '/system.slice/kubelet.service', null],
    ['a directory that is only long', '', `/system.slice/${'a'.repeat(65)}`, null],
  ];

describe('the container that a control group names', () => {
  it.each(PATHS)('%s (%s)', (_, __, path, found) => {
    expect(containerPathOf(`0::${path}\n`)).toEqual(found);
    expect(
      containerPathOf(`12:pids:${path}\n11:cpu,cpuacct:${path}\n1:name=systemd:${path}\n0::/\n`),
    ).toEqual(found);
  });

  it('is that of the group that names the pod too, where the others do not', () => {
    const text = `3:cpu:/${'f'.repeat(0)}docker/${ID}\n0::/kubepods/pod${UID}/${ID}\n`;
    expect(containerPathOf(text)).toEqual(pod(null));
  });

  it('is none in a text that is no list of groups', () => {
    for (const text of ['', '\n', 'x', '0::', `0:${ID}`]) expect(containerPathOf(text)).toBeNull();
  });
});
