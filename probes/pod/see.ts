import type { Policy } from '../../src/core/policy/policy.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import type { Host } from '../../src/target/host.ts';
import type { PodFacts } from '../../src/target/pod/facts.ts';
import { judge } from './judge.ts';
import { lostPaths } from './lost-paths.ts';
import type { PodFinding } from './rules/index.ts';

/** What a manifest decides, and what is wrong with it. */
export interface SeenPod {
  readonly pod: PodFacts;
  readonly findings: readonly PodFinding[];
  readonly summary: string;
  readonly report: JsonObject;
}

export function see(pod: PodFacts, host: Host, policy: Policy): SeenPod {
  const { starts, troubles } = pod;
  return {
    pod,
    findings: judge(pod, pod.droppedGroup === null ? [] : lostPaths(host, policy, pod.droppedGroup.asked)),
    summary: starts === null ? 'not known whether it starts' : starts ? 'it starts' : 'it does not start',
    report: {
      starts,
      reasons: troubles.map(({ reason, message, at: { file, line } }) => ({ reason, message, file, line })),
    },
  };
}
