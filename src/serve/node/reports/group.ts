import { bySeverity, type Severity } from '../../../core/severity.ts';
import type { KubePod, KubeWorkload } from '../kube/pod.ts';
import type { SeenRule } from '../protocol.ts';
import type { Known, Verdict } from '../state.ts';

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

/**
 * Whose whole report tells best what is wrong with the containers of one name, none where nothing is: the worst of them,
 * then the one with most rules, then the first by name. Pure.
 */
export function spokesmen({ members }: Group): readonly Member[] {
  const best = new Map<string, Member>();
  for (const member of members.filter(({ known }) => rulesOf(known).length > 0).sort(byWeight))
    if (!best.has(member.container)) best.set(member.container, member);
  return [...best.values()];
}

const RANK: Readonly<Record<Verdict, number>> = { 'not-ready': 0, unknown: 1, ready: 2 };

/** Sorts the worst first. */
function byWeight({ known: one, pod: first }: Member, { known: other, pod: second }: Member): number {
  return (
    RANK[one.verdict] - RANK[other.verdict] ||
    bySeverity(worstOf(one), worstOf(other)) ||
    rulesOf(other).length - rulesOf(one).length ||
    (first.name < second.name ? -1 : 1)
  );
}

function worstOf(known: Known): Severity {
  return (
    rulesOf(known)
      .map(({ severity }) => severity)
      .sort(bySeverity)[0] ?? 'info'
  );
}

function rulesOf({ seen }: Known): readonly SeenRule[] {
  return seen?.rules ?? [];
}

/** Another text when what the whole reports say of it are other words. Pure. */
export function wordsOf(group: Group): string {
  return spokesmen(group)
    .map(({ known }) => known.seen?.words)
    .join(' ');
}
