import { DUE } from '../../../core/names/workload.ts';
import { instantOf } from '../../../core/time/instant.ts';

/** What is kept of a pod that the API server tells of. */
export interface KubePod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Of a static pod: what the kubelet calls it by, where the API server has another uid. */
  readonly hash: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly workload: KubeWorkload;
  /** Those of the node's runtime, by id. */
  readonly containers: readonly KubeContainer[];
}

export interface KubeWorkload {
  /** As the API has it, such as `Deployment`; `Pod` for one that nothing made. */
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
}

export interface KubeContainer {
  /** Without the runtime before it; null until there is one. */
  readonly id: string | null;
  readonly name: string;
  readonly running: boolean;
}

type Table = Readonly<Record<string, unknown>>;

/** Of a Pod of the API (core/v1); null where it is none. */
export function kubePodOf(value: unknown): KubePod | null {
  const { metadata, status, spec } = tableOf(value);
  const { namespace, name, uid, labels, annotations, ownerReferences, creationTimestamp } = tableOf(metadata);
  if (!isText(namespace) || !isText(name) || !isText(uid)) return null;
  const own = textsOf(labels);
  // What made a static pod is the kubelet of its node (pkg/kubelet/types/pod_update.go, ConfigHashAnnotationKey).
  // Anybody may write that annotation on a pod that a node does not own.
  const isStatic = controllerIn(listOf(ownerReferences)).kind === 'Node';
  const hash = isStatic ? (textsOf(annotations)['kubernetes.io/config.hash'] ?? null) : null;
  const { nodeName } = tableOf(spec);
  const { initContainerStatuses, containerStatuses, ephemeralContainerStatuses } = tableOf(status);
  return {
    namespace,
    name,
    uid,
    hash,
    labels: own,
    workload: workloadIn(name, own, listOf(ownerReferences), {
      node: isText(nodeName) ? nodeName : null,
      createdMs: isText(creationTimestamp) ? instantOf(creationTimestamp) : Number.NaN,
    }),
    containers: [initContainerStatuses, containerStatuses, ephemeralContainerStatuses]
      .flatMap(listOf)
      .flatMap((one) => containerOf(one) ?? []),
  };
}

function containerOf(value: unknown): KubeContainer | null {
  const { name, containerID, state } = tableOf(value);
  if (!isText(name)) return null;
  const [, id] = isText(containerID) ? (/^[a-z-]+:\/\/([0-9a-f]{64})$/.exec(containerID) ?? []) : [];
  return { id: id ?? null, name, running: tableOf(state).running !== undefined };
}

/**
 * The controller; where it is a ReplicaSet or Job that another one made, that one: of a Deployment by the hash of the template
 * (apps/v1, DefaultDeploymentUniqueLabelKey), of a CronJob by the time in the name at which it was due.
 */
function workloadIn(
  pod: string,
  labels: Readonly<Record<string, string>>,
  owners: readonly unknown[],
  { node, createdMs }: { readonly node: string | null; readonly createdMs: number },
): KubeWorkload {
  const { kind, name, apiVersion } = controllerIn(owners);
  if (!isText(kind) || !isText(name) || !isText(apiVersion))
    return { kind: 'Pod', apiVersion: 'v1', name: pod };
  const hash = `-${labels['pod-template-hash']}`;
  if (kind === 'ReplicaSet' && name.endsWith(hash) && name.length > hash.length)
    return { kind: 'Deployment', apiVersion, name: name.slice(0, -hash.length) };
  const cron = kind === 'Job' ? cronJobOf(name, createdMs) : null;
  if (cron !== null) return { kind: 'CronJob', apiVersion, name: cron };
  if (kind !== 'Node') return { kind, apiVersion, name };
  const end = `-${node}`;
  return { kind: 'Pod', apiVersion: 'v1', name: pod.endsWith(end) ? pod.slice(0, -end.length) : pod };
}

/** A Job is made, and its pods are, when it is due or somewhat later. Milliseconds. */
const NEAR_MS = 30 * 24 * 3_600_000;

const OF_CRON_JOB = new RegExp(`^(.+)-(${DUE})$`);

/** Null where the number in the name of a Job is not the time about which its pod was made. */
function cronJobOf(job: string, createdMs: number): string | null {
  const [, name, due = ''] = OF_CRON_JOB.exec(job) ?? [];
  const dueMs = Number(due) * (due.length > 8 ? 1000 : 60_000);
  return name !== undefined && Math.abs(createdMs - dueMs) <= NEAR_MS ? name : null;
}

function controllerIn(owners: readonly unknown[]): Table {
  return owners.map(tableOf).find(({ controller }) => controller === true) ?? {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

export function tableOf(value: unknown): Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(tableOf(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
