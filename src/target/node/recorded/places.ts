/** How a runtime lays out what it keeps of its containers below a directory. */
export type Layout =
  /** `NAMESPACE/ID/config.json`, while the container runs. */
  | 'tasks'
  /** `ID/userdata/config.json`, and the names of all in `containers.json`. */
  | 'storage'
  /** `ID/config.v2.json`. */
  | 'docker';

/** Where a runtime keeps what it knows of its containers. */
export interface Place {
  readonly of: string;
  readonly directory: string;
  readonly layout: Layout;
  /** Where its own sources say so. */
  readonly source: string;
}

const TASKS = 'io.containerd.runtime.v2.task';
const STORAGE = 'overlay-containers';

/** In the order in which they are asked. */
export const PLACES: readonly Place[] = [
  {
    of: 'containerd',
    directory: `/run/containerd/${TASKS}`,
    layout: 'tasks',
    source: 'containerd defaults/defaults_unix.go (DefaultStateDir), runtime/v2/bundle.go (NewBundle)',
  },
  {
    of: 'k3s, RKE2',
    directory: `/run/k3s/containerd/${TASKS}`,
    layout: 'tasks',
    source: 'k3s pkg/agent/config/config.go (nodeConfig.Containerd.State)',
  },
  {
    of: 'k0s',
    directory: `/run/k0s/containerd/${TASKS}`,
    layout: 'tasks',
    source: 'k0s pkg/component/worker/containerd/component.go (--state below RunDir)',
  },
  {
    of: 'MicroK8s',
    directory: `/var/snap/microk8s/common/run/containerd/${TASKS}`,
    layout: 'tasks',
    source: 'microk8s microk8s-resources/default-args/containerd (--state)',
  },
  {
    of: "Docker's own containerd",
    directory: `/run/docker/containerd/daemon/${TASKS}`,
    layout: 'tasks',
    source: 'moby libcontainerd/supervisor/remote_daemon.go (stateDir)',
  },
  {
    of: 'CRI-O, Podman',
    directory: `/run/containers/storage/${STORAGE}`,
    layout: 'storage',
    source: 'containers/storage types/options.go (RunRoot), store.go (ContainerRunDirectory)',
  },
  {
    of: 'CRI-O, Podman',
    directory: `/var/lib/containers/storage/${STORAGE}`,
    layout: 'storage',
    source: 'containers/storage types/options.go (GraphRoot), containers.go (containers.json)',
  },
  {
    of: 'Docker',
    directory: '/var/lib/docker/containers',
    layout: 'docker',
    source: 'moby container/container.go (configFileName), daemon/daemon.go (repository)',
  },
];
