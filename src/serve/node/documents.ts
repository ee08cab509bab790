import { workloadOf } from '../../core/names/workload.ts';
import { plural } from '../../core/text/plural.ts';
import { visibleJson } from '../../core/text/visible.ts';
import { shortDuration } from '../../core/time/duration.ts';
import { isoInstant } from '../../core/time/instant.ts';
import type { ToldBy, UnseenContainer } from '../../target/node/container.ts';
import type { Known, State, Verdict } from './state.ts';

/** One container as /containers has it. */
export interface ContainerEntry {
  /** Null where no process of it is to be seen, and so nobody knows it. */
  readonly id: string | null;
  readonly pid: number | null;
  readonly namespace: string | null;
  readonly pod: string | null;
  readonly container: string | null;
  readonly workload: string | null;
  readonly runtime: string | null;
  /** Name of its first process, as the kernel has it. */
  readonly process: string | null;
  readonly verdict: Verdict;
  /** Why it is unknown; else null. */
  readonly reason: string | null;
  readonly summary: { readonly error: number; readonly warning: number; readonly unknown: number };
  readonly rules: readonly string[];
  /** ISO 8601; null before its first look. */
  readonly observedAt: string | null;
}

/** Those that were found, then those of which nothing is to be seen; in one order. Pure. */
export function entriesOf(
  states: readonly State[],
  unseen: readonly UnseenContainer[],
  known: (state: State) => Known,
): readonly ContainerEntry[] {
  const found = states.map((state): ContainerEntry => {
    const { id, main, namespace, pod, container, workload, runtime } = state.container;
    const { verdict, reason, seen } = known(state);
    return {
      id,
      pid: main.pid,
      namespace,
      pod,
      container,
      workload,
      runtime,
      process: main.name,
      verdict,
      reason,
      summary: seen?.summary ?? { error: 0, warning: 0, unknown: 0 },
      rules: [...new Set(seen?.rules.map(({ rule }) => rule))],
      observedAt: state.observed === null ? null : isoInstant(state.observed.atMs),
    };
  });
  return [...found, ...unseen.map(entryOfUnseen)].sort(byName);
}

const TOLD_BY: Readonly<Record<ToldBy, string>> = {
  logs: 'the node keeps logs of it, and of its pod only a sandbox is to be seen',
  runtime: 'its runtime says that it runs, and no process of it is to be seen',
  api: 'the API server says that it runs, and no process of it is to be seen',
};

function entryOfUnseen({
  namespace,
  pod,
  container,
  toldBy,
  silentSeconds,
}: UnseenContainer): ContainerEntry {
  const workload = pod === null ? null : workloadOf(pod).name;
  return {
    ...{ id: null, pid: null, namespace, pod, container, workload, runtime: null, process: null },
    verdict: 'unknown',
    reason:
      silentSeconds === undefined
        ? `${TOLD_BY[toldBy]}: only inside can it be looked at`
        : `${TOLD_BY[toldBy]}; that was said ${shortDuration(Math.round(silentSeconds) * 1000)} ago, and nothing since: it is not looked at`,
    summary: { error: 0, warning: 0, unknown: 0 },
    rules: [],
    observedAt: null,
  };
}

function byName(a: ContainerEntry, b: ContainerEntry): number {
  const key = ({ namespace, pod, container, id }: ContainerEntry) =>
    [namespace ?? '~', pod ?? '~', container ?? '~', id ?? '~'].join('\0');
  const [one, other] = [key(a), key(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The document at /containers. */
export function containersJson(entries: readonly ContainerEntry[]): string {
  return `${visibleJson(JSON.stringify({ schemaVersion: 1, containers: entries }, null, 2))}\n`;
}

/** What the query asks for; an empty value asks for nothing. */
export function fits(entry: ContainerEntry, query: URLSearchParams): boolean {
  const is = (name: string, value: string | null) => {
    const wanted = query.get(name);
    return wanted === null || wanted === '' || wanted === value;
  };
  const rule = query.get('rule');
  return (
    is('namespace', entry.namespace) &&
    is('verdict', entry.verdict) &&
    (rule === null || rule === '' || entry.rules.includes(rule))
  );
}

/** Such as `12 containers: 10 ready, 1 not ready, 1 unknown`. Pure. */
export function summaryOf(all: readonly ContainerEntry[]): string {
  const count = (verdict: ContainerEntry['verdict']) =>
    all.filter((entry) => entry.verdict === verdict).length;
  return `${plural(all.length, 'container')}: ${count('ready')} ready, ${count('not-ready')} not ready, ${count('unknown')} unknown`;
}
