import { type Exposition, exposition, type Family, type Sample } from '../../report/exposition/exposition.ts';
import { counter, gauge } from '../../report/exposition/families.ts';
import { rightsOf } from '../../target/node/rights.ts';
import type { Usage } from '../../target/resident.ts';
import { VERSION } from '../../version.ts';
import { configFamilies, histogram, processFamilies } from '../metrics.ts';
import type { Counted } from '../questions.ts';
import type { ContainerEntry } from './documents.ts';
import { clusterFamilies } from './kube/metrics.ts';
import type { NodeAgent } from './node-agent.ts';
import type { State } from './state.ts';

/** So many series tell of containers; the rest is counted under one name. */
export const MAX_SERIES = 2000;

const OTHER = '_other';
const VERDICTS = ['ready', 'not-ready', 'unknown'] as const;

export interface NodeMeasured {
  readonly agent: NodeAgent;
  readonly entries: readonly ContainerEntry[];
  readonly usage: Usage;
  readonly labels: Readonly<Record<string, string>>;
  /** Answered questions. */
  readonly questions: readonly Counted[];
}

/** All that is measured of a node, by workload and not by pod. */
export function nodeMetrics(
  { agent, entries, usage, labels, questions }: NodeMeasured,
  format: Exposition,
): string {
  const about = agent.about;
  const families: readonly Family[] = [
    ...workloadFamilies(entries, agent.states, (state) => agent.known(state).seen?.rules ?? [], MAX_SERIES),
    gauge('probe_env_node_ready', 'Whether the agent knows this node: 1 yes, 0 no.', [
      one(agent.notReady() === null ? 1 : 0),
    ]),
    gauge('probe_env_node_processes', 'Processes that the scan of /proc sees.', [one(about.processes)]),
    gauge(
      'probe_env_node_right',
      'Rights that looking at all containers needs: 1 granted, 0 missing.',
      rightsOf(about.rights).map(({ right, granted }) => ({ labels: { right }, value: granted ? 1 : 0 })),
    ),
    gauge('probe_env_stuck_looks', 'Processes that look, do not come back, and cannot be ended.', [
      one(about.stuck),
    ]),
    counter('probe_env_looks', 'Looks at containers.', [one(about.looks)]),
    counter('probe_env_looks_given_up', 'Looks that did not come back in time.', [one(about.givenUp)]),
    counter('probe_env_looker_starts', 'Processes that were started to look.', [one(about.starts)]),
    gauge(
      'probe_env_scan_age_seconds',
      'How long ago the last scan of /proc ended.',
      about.scanAgeSeconds === null ? [] : [one(about.scanAgeSeconds)],
    ),
    histogram('probe_env_observation_duration_seconds', 'How long looks took.', about.durations, format),
    ...clusterFamilies(about.cluster),
    ...configFamilies(about.policies),
    counter(
      'probe_env_http_requests',
      'Questions that were answered, by path and status.',
      questions.map(({ path, status, count }) => ({
        labels: { path, code: String(status) },
        value: count,
      })),
    ),
    {
      name: 'probe_env',
      help: 'Constant 1; the labels tell what ran.',
      type: 'info',
      samples: [{ labels: { version: VERSION }, value: 1 }],
    },
    ...processFamilies(usage),
  ];
  const labelled = families.map((family) => ({
    ...family,
    samples: family.samples.map((sample) => ({ ...sample, labels: { ...labels, ...sample.labels } })),
  }));
  return exposition(labelled, format);
}

/**
 * Containers by verdict and findings by rule, of each workload. Where there would be more series than `max`, the workloads that come
 * last in the order are counted as `_other`, in both families, so that the sums stay right. Pure.
 */
export function workloadFamilies(
  entries: readonly ContainerEntry[],
  states: readonly State[],
  rulesOf: (state: State) => readonly { readonly rule: string; readonly severity: string }[],
  max: number,
): readonly Family[] {
  const byId = new Map(states.map((state) => [state.container.id, state]));
  const workloads = new Map<string, Workload>();
  for (const entry of entries) {
    const own = {
      namespace: entry.namespace ?? '',
      workload: entry.workload ?? '',
      container: entry.container ?? '',
    };
    const key = Object.values(own).join('\0');
    const workload = workloads.get(key) ?? { labels: own, verdicts: new Map(), findings: new Map() };
    workloads.set(key, workload);
    add(workload.verdicts, entry.verdict);
    const state = entry.id === null ? undefined : byId.get(entry.id);
    for (const { rule, severity } of state === undefined ? [] : rulesOf(state))
      add(workload.findings, `${rule} ${severity}`);
  }
  const kept = within([...workloads.values()], max);
  return [
    gauge('probe_env_node_containers', 'Containers of this node by verdict.', kept.flatMap(containersOf)),
    gauge(
      'probe_env_node_findings',
      'Containers of this node with a finding of the rule.',
      kept.flatMap(findingsOf),
    ),
  ];
}

interface Workload {
  readonly labels: { readonly namespace: string; readonly workload: string; readonly container: string };
  readonly verdicts: Map<string, number>;
  readonly findings: Map<string, number>;
}

function within(workloads: readonly Workload[], max: number): readonly Workload[] {
  let series = 0;
  const kept: Workload[] = [];
  const rest: Workload = {
    labels: { namespace: OTHER, workload: OTHER, container: OTHER },
    verdicts: new Map(),
    findings: new Map(),
  };
  for (const workload of workloads) {
    series += VERDICTS.length + workload.findings.size;
    if (series <= max) kept.push(workload);
    else {
      for (const [verdict, count] of workload.verdicts) add(rest.verdicts, verdict, count);
      for (const [finding, count] of workload.findings) add(rest.findings, finding, count);
    }
  }
  return rest.verdicts.size === 0 ? kept : [...kept, rest];
}

function containersOf({ labels, verdicts }: Workload): readonly Sample[] {
  return VERDICTS.map((verdict) => ({ labels: { ...labels, verdict }, value: verdicts.get(verdict) ?? 0 }));
}

function findingsOf({ labels, findings }: Workload): readonly Sample[] {
  return [...findings].map(([finding, value]) => {
    const [rule = '', severity = ''] = finding.split(' ');
    return { labels: { ...labels, rule, severity }, value };
  });
}

function add(counts: Map<string, number>, key: string, more = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}

function one(value: number): Sample {
  return { labels: {}, value };
}
