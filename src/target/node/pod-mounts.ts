import type { Mount } from '../posix/mounts.ts';

/** What the kubelet's own mounts tell of a container. */
export interface PodMounts {
  readonly podUid: string | null;
  /** Its name in the pod. */
  readonly container: string | null;
}

/** `ROOT/pods/UID/etc-hosts`: what the kubelet shows as /etc/hosts (pkg/kubelet/kubelet_pods.go, getEtcHostsPath). */
const HOSTS = /(?:^|\/)pods\/([0-9a-f-]{32,36})\/etc-hosts$/;

/**
 * `ROOT/pods/UID/containers/NAME/HASH`: where the termination log lies, at whatever path the container has it
 * (pkg/kubelet/kuberuntime/kuberuntime_container.go, makeMounts: eight hexadecimal digits of a random number).
 */
const TERMINATION = /(?:^|\/)pods\/([0-9a-f-]{32,36})\/containers\/([a-z0-9-]{1,63})\/[0-9a-f]{1,8}$/;

/**
 * By the directories of the node that are shown in the container, which only who may mount there can change. The prefix
 * is another one where the kubelet's directory is a file system of its own.
 */
export function podOfMounts(mounts: readonly Mount[]): PodMounts {
  let podUid: string | null = null;
  let container: string | null = null;
  for (const { root, mountPoint } of mounts) {
    const [, ofLog, name] = TERMINATION.exec(root) ?? [];
    if (ofLog !== undefined && name !== undefined) {
      podUid = ofLog;
      container = name;
    }
    if (mountPoint === '/etc/hosts') podUid ??= HOSTS.exec(root)?.[1] ?? null;
  }
  return { podUid, container };
}
