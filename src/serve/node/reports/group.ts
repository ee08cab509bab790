import type { KubePod, KubeWorkload } from '../kube/pod.ts';
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
