import type { Report } from '../../../core/documents/report.ts';
import { bySeverity, type Severity } from '../../../core/severity.ts';
import { sha256 } from '../../../core/sha256.ts';
import { trimEndOf } from '../../../core/text/trim.ts';
import type { KubePod, KubeWorkload } from '../kube/pod.ts';
import type { SeenRule } from '../protocol.ts';
import type { Known } from '../state.ts';

/** One container of a workload on this node, and what is known of it. */
export interface Member {
  readonly id: string;
  readonly container: string;
  readonly pod: KubePod;
  readonly known: Known;
}

/** All containers of one workload on this node. */
export interface Group {
  readonly namespace: string;
  readonly workload: KubeWorkload;
  readonly members: readonly Member[];
}

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

interface Result {
  readonly policy: string;
  readonly rule?: string;
  readonly result: (typeof RESULTS)[number];
  readonly severity?: 'high' | 'medium' | 'info';
  readonly scored: boolean;
  readonly category: string;
  readonly message: string;
  readonly resources: readonly object[];
  readonly properties: Readonly<Record<string, string>>;
}

const RESULTS = ['pass', 'fail', 'warn', 'error', 'skip'] as const;
const SEVERITIES: Readonly<Record<Severity, 'high' | 'medium' | 'info'>> = {
  error: 'high',
  warning: 'medium',
  info: 'info',
};
export const SOURCE = 'probe-env';
export const NODE_LABEL = 'probe-env/node';
/** An object is at most 1.5 MiB (etcd). */
const MAX_RESULTS = 200;
const MAX_PODS = 20;
const MAX_TEXT = 2000;

/** Containers by their workload, in one order. */
export function groupsOf(members: readonly Member[]): readonly Group[] {
  const groups = new Map<string, { namespace: string; workload: KubeWorkload; members: Member[] }>();
  for (const member of members) {
    const { namespace, workload } = member.pod;
    const key = [namespace, workload.kind, workload.name].join('/');
    const group = groups.get(key) ?? { namespace, workload, members: [] };
    group.members.push(member);
    groups.set(key, group);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);
}

/** Whose whole report tells best what is wrong with the containers of one name; null where nothing is. Pure. */
export function spokesmen({ members }: Group): readonly Member[] {
  const best = new Map<string, Member>();
  for (const member of members) {
    const rules = member.known.seen?.rules.length ?? 0;
    if (rules > (best.get(member.container)?.known.seen?.rules.length ?? 0))
      best.set(member.container, member);
  }
  return [...best.values()];
}

/** Another text when what the whole reports say of it are other words. Pure. */
export function wordsOf(group: Group): string {
  return spokesmen(group)
    .map(({ known }) => known.seen?.words)
    .join(' ');
}

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
  const results = resultsOf(group, reports).slice(0, MAX_RESULTS);
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

function resultsOf({ members }: Group, reports: ReadonlyMap<string, Report>): readonly Result[] {
  const names = [...new Set(members.map(({ container }) => container))].sort();
  return names.flatMap((container) => {
    const own = members.filter((member) => member.container === container);
    const unknown = own.filter(({ known }) => known.verdict === 'unknown');
    const bare = own.filter(
      ({ known }) => known.verdict === 'not-ready' && !known.seen?.rules.some(isFailing),
    );
    const rules = new Map<string, Severity>();
    for (const { known } of own)
      for (const { rule, severity } of known.seen?.rules ?? []) {
        const before = rules.get(rule);
        // The worst of them.
        if (before === undefined || bySeverity(severity, before) < 0) rules.set(rule, severity);
      }
    const isReady = rules.size === 0 && own.every(({ known }) => known.verdict === 'ready');
    return [
      ...[...rules].map(([rule, severity]) => ofRule(container, rule, severity, own, reports)),
      ...(unknown.length === 0 ? [] : [ofUnknown(container, unknown, own.length)]),
      ...(bare.length === 0 ? [] : [ofNotReady(container, bare, own.length)]),
      ...(isReady ? [ofReady(container, own)] : []),
    ];
  });
}

function ofRule(
  container: string,
  rule: string,
  severity: Severity,
  own: readonly Member[],
  reports: ReadonlyMap<string, Report>,
): Result {
  const has = own.filter(({ known }) => known.seen?.rules.some((one) => one.rule === rule));
  const finding = has
    .flatMap(({ id }) => reports.get(id)?.probes ?? [])
    .flatMap(({ findings }) => findings)
    .filter((one) => one.rule === rule)
    .sort((one, other) => bySeverity(one.severity, other.severity))[0];
  const failed = has.some(({ known }) =>
    known.seen?.rules.some((one) => one.rule === rule && isFailing(one)),
  );
  return {
    policy: rule.split('/')[0] ?? rule,
    rule,
    result: failed ? 'fail' : 'warn',
    severity: SEVERITIES[severity],
    scored: failed,
    message: cut(finding?.message ?? rule),
    ...about(container, has, own.length),
    ...(finding === undefined
      ? {}
      : { properties: { ...about(container, has, own.length).properties, remedy: cut(finding.remedy) } }),
  };
}

function isFailing({ fails }: SeenRule): boolean {
  return fails;
}

/** Not ready, and nothing was found that says why. */
function ofNotReady(container: string, bare: readonly Member[], all: number): Result {
  const message = cut(bare[0]?.known.reason ?? 'it is not ready');
  return { policy: SOURCE, result: 'fail', scored: true, message, ...about(container, bare, all) };
}

function ofUnknown(container: string, unknown: readonly Member[], all: number): Result {
  const message = cut(unknown[0]?.known.reason ?? 'it is not known');
  return { policy: SOURCE, result: 'error', scored: false, message, ...about(container, unknown, all) };
}

function ofReady(container: string, own: readonly Member[]): Result {
  const message = `the environment of ${container} is ready`;
  return { policy: SOURCE, result: 'pass', scored: true, message, ...about(container, own, own.length) };
}

function about(container: string, has: readonly Member[], all: number) {
  return {
    category: 'Container environment',
    resources: has.slice(0, MAX_PODS).map(({ pod: { namespace, name, uid } }) => ({
      ...{ apiVersion: 'v1', kind: 'Pod', namespace, name, uid },
      fieldPath: `spec.containers{${container}}`,
    })),
    properties: { container, containers: `${has.length} of ${all} on this node` },
  };
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
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
