import type { Mount } from '../posix/mounts.ts';
import { type RemoteFileSystem, remoteFileSystems } from '../posix/remote-mounts.ts';
import type { Runtime } from './cgroup-path.ts';

/** What the kubelet's own mounts tell of a container. */
export interface PodMounts {
  readonly podUid: string | null;
  /** Its name in the pod. */
  readonly container: string | null;
  /** Id of the container that holds the namespaces of its pod: of such a one its own. */
  readonly sandboxId: string | null;
  /** Its mounts that may not answer. */
  readonly remote: readonly RemoteFileSystem[];
}

/** `ROOT/pods/UID/etc-hosts`: what the kubelet shows as /etc/hosts (pkg/kubelet/kubelet_pods.go, getEtcHostsPath). */
const HOSTS = /(?:^|\/)pods\/([0-9a-f-]{32,36})\/etc-hosts$/;

/**
 * `ROOT/pods/UID/containers/NAME/HASH`: where the termination log lies, at whatever path the container has it
 * (pkg/kubelet/kuberuntime/kuberuntime_container.go, makeMounts: eight hexadecimal digits of a random number).
 */
const TERMINATION = /(?:^|\/)pods\/([0-9a-f-]{32,36})\/containers\/([a-z0-9-]{1,63})\/[0-9a-f]{1,8}$/;

/**
 * What a runtime shows to all containers of a pod lies in a directory named after the pod's sandbox: of containerd
 * `ROOT/io.containerd.grpc.v1.cri/sandboxes/ID/resolv.conf` (pkg/cri/server/helpers.go, getSandboxRootDir), of CRI-O
 * `RUNROOT/overlay-containers/ID/userdata/resolv.conf` (internal/lib/sandbox). Podman has the latter for each container of its own.
 */
const SANDBOX: Readonly<Partial<Record<Runtime, RegExp>>> = {
  containerd: /\/io\.containerd\.[a-z0-9.]+\/sandboxes\/([0-9a-f]{64})\/(?:resolv\.conf|hostname|hosts)$/,
  'cri-o': /\/[a-z]+-containers\/([0-9a-f]{64})\/userdata\/(?:resolv\.conf|hostname)$/,
};

/**
 * By the directories of the node that are shown in the container, which only who may mount there can change. The prefix
 * is another one where the kubelet's directory is a file system of its own.
 */
export function podOfMounts(mounts: readonly Mount[], runtime: Runtime | null): PodMounts {
  // Of a containerd with cgroupfs nothing but the id is in the path of the group.
  const sandbox = SANDBOX[runtime ?? 'containerd'];
  let podUid: string | null = null;
  let container: string | null = null;
  let sandboxId: string | null = null;
  for (const { root, mountPoint } of mounts) {
    const [, ofLog, name] = TERMINATION.exec(root) ?? [];
    // The kubelet's come first: what a process mounts later, below namespaces of its own, comes after them.
    if (ofLog !== undefined && name !== undefined && container === null) {
      podUid = ofLog;
      container = name;
    }
    if (mountPoint === '/etc/hosts') podUid ??= HOSTS.exec(root)?.[1] ?? null;
    if (mountPoint.startsWith('/etc/')) sandboxId ??= sandbox?.exec(root)?.[1] ?? null;
  }
  return { podUid, container, sandboxId, remote: remoteFileSystems(mounts) };
}
