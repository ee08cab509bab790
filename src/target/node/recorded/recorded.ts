import { parseJson } from '../../../core/text/json.ts';

/** What a runtime has written down of a container. */
export interface Recorded {
  /** A sandbox holds the namespaces of a pod, and is no container of it. */
  readonly kind: 'container' | 'sandbox';
  readonly namespace: string | null;
  readonly pod: string | null;
  readonly podUid: string | null;
  /** Its name in the pod; without a pod its own. */
  readonly container: string | null;
  /** Project of Compose; for a pod null. */
  readonly workload: string | null;
}

type Words = Readonly<Record<string, unknown>>;

/**
 * Annotations of the OCI configuration and labels of Docker, of which the first that is there counts: containerd
 * (internal/cri/annotations/annotations.go), the kubelet's labels as CRI-O and Docker keep them
 * (staging/src/k8s.io/kubelet/pkg/types/labels.go), nerdctl (pkg/labels/labels.go), Compose (pkg/api/labels.go).
 */
const KEYS = {
  namespace: ['io.kubernetes.cri.sandbox-namespace', 'io.kubernetes.pod.namespace'],
  pod: ['io.kubernetes.cri.sandbox-name', 'io.kubernetes.pod.name'],
  podUid: ['io.kubernetes.cri.sandbox-uid', 'io.kubernetes.pod.uid'],
  container: [
    'io.kubernetes.cri.container-name',
    'io.kubernetes.container.name',
    'com.docker.compose.service',
    'nerdctl/name',
  ],
  workload: ['com.docker.compose.project'],
} as const;

/** `sandbox` of containerd and CRI-O (pkg/annotations), `podsandbox` of the kubelet's Docker. */
const TYPES = [
  'io.kubernetes.cri.container-type',
  'io.kubernetes.cri-o.ContainerType',
  'io.kubernetes.docker.type',
];

/** CRI-O keeps the kubelet's labels as JSON too. */
const LABELS = 'io.kubernetes.cri-o.Labels';

/** Names of Kubernetes, Docker and Podman. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,252}$/;

/** Null where they name nothing. @param name that of the container beside them, as Podman and Docker keep it */
function recordedOf(words: Words, name: string | null = null): Recorded | null {
  const all = { ...labelsIn(words[LABELS]), ...words };
  const first = (keys: readonly string[]) => keys.map((key) => all[key]).find(isName) ?? null;
  const kind = TYPES.some((key) => ['sandbox', 'podsandbox'].includes(String(all[key])))
    ? 'sandbox'
    : 'container';
  const [namespace, pod, podUid] = [first(KEYS.namespace), first(KEYS.pod), first(KEYS.podUid)];
  const own = first(KEYS.container) ?? (isName(name) ? name : null);
  const container = kind === 'sandbox' ? null : own;
  if (kind === 'container' && container === null) return null;
  return { kind, namespace, pod, podUid, container, workload: pod === null ? first(KEYS.workload) : null };
}

/** Of an OCI configuration (runtime-spec, config.md). Null where it is none, or names nothing. */
export function recordedInOci(text: string, name: string | null = null): Recorded | null {
  const { annotations } = tableIn(text);
  return recordedOf(tableOf(annotations), name);
}

/** Of Docker's `config.v2.json` (moby, container/container.go). */
export function recordedInDocker(text: string): Recorded | null {
  const { Name: name, Config: config } = tableIn(text);
  const { Labels: labels } = tableOf(config);
  return recordedOf(tableOf(labels), typeof name === 'string' ? name.replace(/^\//, '') : null);
}

/** The first name of each container of a `containers.json` (containers/storage, containers.go), by its id. */
export function namesInStorage(text: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const one of listIn(text)) {
    const { id, names: own } = tableOf(one);
    const first: unknown = Array.isArray(own) ? own[0] : undefined;
    if (typeof id === 'string' && isName(first)) names.set(id, first);
  }
  return names;
}

function labelsIn(text: unknown): Words {
  return typeof text === 'string' ? tableIn(text) : {};
}

function tableIn(text: string): Words {
  return tableOf(parsed(text));
}

function listIn(text: string): readonly unknown[] {
  const list = parsed(text);
  return Array.isArray(list) ? list : [];
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}

function tableOf(value: unknown): Words {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && NAME.test(value);
}
