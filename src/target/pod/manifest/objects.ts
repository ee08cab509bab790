import { type Field, ManifestError } from './field.ts';

/** A pod that a manifest describes: itself, or the template of what makes it. */
export interface Workload {
  /** Such as `Deployment`. */
  readonly kind: string;
  /** Of the object; null where the API server makes one up (`generateName`). */
  readonly name: string | null;
  /** Null where the manifest names none. */
  readonly namespace: string | null;
  /** The object itself. */
  readonly object: Field;
  /** `metadata` of the pod. */
  readonly metadata: Field;
  /** `spec` of the pod. */
  readonly spec: Field;
}

/** What lies beside the pods: ConfigMaps and the like. */
export interface Beside {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
  readonly object: Field;
}

export interface Manifest {
  /** The file, as it was named. */
  readonly file: string;
  readonly workloads: readonly Workload[];
  readonly beside: readonly Beside[];
  /** What the kubelet of the node is told (KubeletConfiguration); null where it is not there. */
  readonly kubelet: Field | null;
  /** Kinds of which nothing is known here, in their order. */
  readonly others: readonly string[];
}

/** Where each kind has its pod. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  PodTemplate: ['template'],
  ReplicationController: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** What a pod takes something from. */
const BESIDE = ['ConfigMap', 'Secret', 'Service', 'ServiceAccount'];

function noKind(object: Field): string {
  return object.get('services').isThere
    ? 'is no object of Kubernetes but a file of docker compose: --compose FILE'
    : 'has no kind, and is no object of Kubernetes';
}

/** @throws ManifestError */
export function objectsOf(documents: readonly Field[], file: string): Manifest {
  const objects = documents.flatMap(listed);
  const workloads: Workload[] = [];
  const beside: Beside[] = [];
  const others: string[] = [];
  let kubelet: Field | null = null;
  for (const object of objects) {
    const kind = object.get('kind').text();
    if (kind === null) throw object.refused(noKind(object));
    const metadata = object.get('metadata');
    const name = metadata.get('name').text();
    const namespace = metadata.get('namespace').text();
    const way = Object.hasOwn(TEMPLATES, kind) ? TEMPLATES[kind] : undefined;
    if (way !== undefined) {
      const pod = way.reduce((field, part) => field.get(part), object);
      const spec = pod.get('spec');
      if (!spec.isThere) throw spec.refused('is missing: there is no pod in it');
      workloads.push({ kind, name, namespace, object, metadata: pod.get('metadata'), spec });
    } else if (kind === 'KubeletConfiguration') kubelet = object;
    else if (BESIDE.includes(kind) && name !== null) beside.push({ kind, name, namespace, object });
    else others.push(kind);
  }
  return { file, workloads, beside, kubelet, others };
}

/** The objects of a list, however deep: `kubectl get -o yaml` prints one. */
function listed(object: Field): readonly Field[] {
  const kind = object.get('kind').text();
  const items = object.get('items');
  if (kind?.endsWith('List') !== true || !Array.isArray(items.value)) return [object];
  return items.items().flatMap(listed);
}

/** The container that is asked about. */
export interface Selected {
  readonly workload: Workload;
  readonly container: Field;
  readonly name: string;
  readonly role: 'container' | 'init' | 'sidecar' | 'ephemeral';
}

/** Several fit, and nobody said which: the message lists them. */
export class Ambiguous extends Error {}

/**
 * @param wanted `NAME`, or `POD/NAME` where several pods have one of that name; null: the only one there is
 * @throws ManifestError, Ambiguous
 */
export function selectContainer(manifest: Manifest, wanted: string | null): Selected {
  const { file, workloads, others, beside } = manifest;
  if (workloads.length === 0) {
    const kinds = [...new Set([...beside.map(({ kind }) => kind), ...others])];
    const holds = kinds.length === 0 ? 'it is empty' : `it holds ${kinds.join(', ')}`;
    throw new ManifestError(`${file}: there is no pod in it, nor what makes one; ${holds}`);
  }
  const all = workloads.flatMap(containersOf);
  const fit = all.filter((one) => (wanted === null ? isMain(one) : isNamed(one, wanted)));
  const [first] = fit;
  if (first === undefined) {
    const [, only] = wanted === null ? [] : [null, wanted];
    throw new ManifestError(
      only === undefined
        ? `${file}: its pod has no container`
        : `${file}: no container is named ${JSON.stringify(only)}; there is ${listOf(all)}`,
    );
  }
  if (fit.length > 1)
    throw new Ambiguous(`${file} has several containers: name one by --container: ${listOf(fit)}`);
  return first;
}

function containersOf(workload: Workload): readonly Selected[] {
  const lists = [
    ['initContainers', 'init'],
    ['containers', 'container'],
    ['ephemeralContainers', 'ephemeral'],
  ] as const;
  return lists.flatMap(([list, role]) =>
    workload.spec
      .get(list)
      .items()
      .map((container): Selected => {
        const name = container.get('name').text();
        if (name === null) throw container.refused('has no name');
        const isSidecar = role === 'init' && container.get('restartPolicy').text() === 'Always';
        return { workload, container, name, role: isSidecar ? 'sidecar' : role };
      }),
  );
}

function isMain({ role }: Selected): boolean {
  return role === 'container';
}

function isNamed({ workload, name }: Selected, wanted: string): boolean {
  const pod = workload.name ?? '';
  return [name, `${pod}/${name}`, `${workload.kind}/${pod}/${name}`].includes(wanted);
}

function listOf(all: readonly Selected[]): string {
  const names = all.map(({ name }) => name);
  const isUnique = new Set(names).size === names.length;
  const times = new Map<string, number>();
  for (const { workload, name } of all)
    times.set(`${workload.name}/${name}`, (times.get(`${workload.name}/${name}`) ?? 0) + 1);
  return all
    .map(({ workload, name, role }) => {
      const pod = workload.name ?? '';
      const same = (times.get(`${workload.name}/${name}`) ?? 0) > 1;
      const full = same ? `${workload.kind}/${pod}/${name}` : `${pod}/${name}`;
      return `${isUnique ? name : full}${role === 'container' ? '' : ` (${role})`}`;
    })
    .join(', ');
}
