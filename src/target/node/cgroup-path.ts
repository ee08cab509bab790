import { parseGroups } from '../posix/cgroup/groups.ts';

/** Which container a process is in, as its control groups name it. */
export interface ContainerPath {
  /** Of a Kubernetes pod, with dashes; a static pod's is a hash without any. Null where no group names one. */
  readonly podUid: string | null;
  /** 64 hexadecimal digits. */
  readonly containerId: string;
  /** Null where the path does not tell. */
  readonly runtime: Runtime | null;
  /** Ids of the containers that this one is in, the outermost first; none where the node's own runtime made it. */
  readonly above: readonly string[];
}

export type Runtime = 'containerd' | 'cri-o' | 'docker' | 'podman' | 'nerdctl';

const ID = '[0-9a-f]{64}';

/** What runtimes put before the id, in the name of a scope of systemd and of a plain directory alike. */
const PREFIXES: Readonly<Record<string, Runtime>> = {
  'cri-containerd': 'containerd',
  crio: 'cri-o',
  docker: 'docker',
  libpod: 'podman',
  'libpod-payload': 'podman',
  nerdctl: 'nerdctl',
};

/** `kata_ID` is the whole sandbox of a pod (kata-containers docs/design/host-cgroups.md). */
const SCOPE = new RegExp(`^(?:kata_|([a-z-]+)[-:])?(${ID})(?:\\.scope)?$`);

/** `podUID`, and as a slice of systemd, where the dashes of the uid are underscores. */
const POD = /(?:^|-)pod([0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12}|[0-9a-f]{32})(?:\.slice)?$/;

/**
 * The innermost container that /proc/PID/cgroup names (cgroups(7)), in version 1, 2 or both; null for a process of the node
 * itself. Where the reader is in a cgroup namespace of its own, paths begin with `/..`, and its own container is `/`.
 */
export function containerPathOf(cgroup: string): ContainerPath | null {
  let found: ContainerPath | null = null;
  for (const { path } of parseGroups(cgroup)) {
    const here = ofPath(path);
    if (here === null) continue;
    if (here.podUid !== null) return here;
    found ??= here;
  }
  return found;
}

function ofPath(path: string): ContainerPath | null {
  const segments = path.split('/').filter((segment) => segment !== '');
  for (let at = segments.length - 1; at >= 0; at--) {
    const segment = segments[at] ?? '';
    const { slice, runtime, containerId } = scopeOf(segment);
    if (containerId === null) continue;
    const podUid = podUidOf([...segments.slice(0, at), ...(slice === null ? [] : [slice])]);
    const own = runtime ?? (segments[at - 1] === 'docker' ? 'docker' : null);
    return { podUid, containerId, runtime: own, above: segments.slice(0, at).flatMap(containerAt) };
  }
  return null;
}

/** Where containerd is told of a slice and has no systemd to ask: SLICE:cri-containerd:ID is one directory. */
function scopeOf(segment: string): {
  readonly slice: string | null;
  readonly runtime: Runtime | null;
  /** Null too for what is named after a container and is none, such as `crio-conmon-ID.scope`. */
  readonly containerId: string | null;
} {
  const end = segment.indexOf('.slice:') + '.slice'.length;
  const isBoth = end >= '.slice'.length;
  const slice = isBoth ? segment.slice(0, end) : null;
  const [, prefix = '', id = null] = SCOPE.exec(isBoth ? segment.slice(end + 1) : segment) ?? [];
  const runtime = Object.hasOwn(PREFIXES, prefix) ? (PREFIXES[prefix] ?? null) : null;
  return { slice, runtime, containerId: prefix === '' || runtime !== null ? id : null };
}

/** The id of the container whose group has that name; none where it is of something else. */
function containerAt(segment: string, at: number, segments: readonly string[]): readonly string[] {
  const { runtime, containerId } = scopeOf(segment);
  // Podman names the group of a pod of its own after its id alone (libpod/runtime_pod_linux.go).
  const isPod = runtime === null && segments[at - 1] === 'libpod_parent';
  return containerId === null || isPod ? [] : [containerId];
}

/** The innermost one: a node may itself be a container, as those of kind are. */
function podUidOf(above: readonly string[]): string | null {
  const [, uid] = POD.exec(above.at(-1) ?? '') ?? [];
  return uid?.replaceAll('_', '-') ?? null;
}
