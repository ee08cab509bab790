import type { Report } from '../../../core/documents/report.ts';
import { sha256 } from '../../../core/sha256.ts';
import { trimEndOf } from '../../../core/text/trim.ts';
import type { KubeWorkload } from '../kube/pod.ts';
import type { Group } from './group.ts';
import { MAX_PODS, RESULTS, type Result, resultsOf, SOURCE } from './results.ts';

/** A Report of the OpenReports API (openreports.io/v1alpha1). */
export interface WorkloadReport {
  readonly apiVersion: 'openreports.io/v1alpha1';
  readonly kind: 'Report';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly ownerReferences: readonly object[];
  };
  readonly source: string;
  readonly scope: object;
  readonly summary: Readonly<Record<string, number>>;
  readonly results: readonly Result[];
}

export const NODE_LABEL = 'probe-env/node';
/** An object is at most 1.5 MiB (etcd). */
const MAX_RESULTS = 200;
const WORST_FIRST: readonly Result['result'][] = ['fail', 'error', 'warn', 'pass', 'skip'];

/**
 * The Report of a workload on one node. Its owners are the pods that it is about: it goes with the last of them, also where no
 * agent is there any more. Pure.
 *
 * @param reports whole ones by the id of the container
 */
export function workloadReport(
  group: Group,
  node: string,
  reports: ReadonlyMap<string, Report>,
): WorkloadReport {
  const { namespace, workload, members } = group;
  const results = worst(resultsOf(group, reports), MAX_RESULTS);
  const pods = new Map(members.map(({ pod }) => [pod.uid, pod]));
  return {
    apiVersion: 'openreports.io/v1alpha1',
    kind: 'Report',
    metadata: {
      name: nameOf(workload, node),
      namespace,
      labels: { 'app.kubernetes.io/managed-by': SOURCE, [NODE_LABEL]: labelOf(node) },
      ownerReferences: [...pods.values()]
        .slice(0, MAX_PODS)
        .map(({ name, uid }) => ({ apiVersion: 'v1', kind: 'Pod', name, uid })),
    },
    source: SOURCE,
    scope: { ...workload, namespace },
    summary: Object.fromEntries(
      RESULTS.map((kind) => [kind, results.filter(({ result }) => result === kind).length]),
    ),
    results,
  };
}

/** Not more than so many, the worst first where not all can be told. */
function worst(all: readonly Result[], most: number): readonly Result[] {
  if (all.length <= most) return all;
  const rank = ({ result }: Result) => WORST_FIRST.indexOf(result);
  return [...all].sort((one, other) => rank(one) - rank(other)).slice(0, most);
}

/** The same for the same workload on the same node. Names of objects are 253 letters at most (RFC 1123). */
function nameOf({ kind, name }: KubeWorkload, node: string): string {
  const hash = sha256(Buffer.from([kind, name, node].join('/'))).slice(0, 10);
  const flat = name.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
  return `${trimEndOf(`${SOURCE}-${kind.toLowerCase()}-${flat}`.slice(0, 200), '-')}-${hash}`;
}

/** The value of a label has 63 letters at most; a name of a node may have more. */
export function labelOf(node: string): string {
  return node.length <= 63 ? node : sha256(Buffer.from(node)).slice(0, 40);
}
