import type { ProxyFacts } from './facts.ts';
import { judgeAddresses } from './judge/judge-addresses.ts';
import { judgeCluster } from './judge/judge-cluster.ts';
import { judgeList } from './judge/judge-list.ts';
import { judgeLocal } from './judge/judge-local.ts';
import { judgeModules } from './judge/judge-modules.ts';
import { judgeValues } from './judge/judge-values.ts';
import { judgeVariables } from './judge/judge-variables.ts';
import type { ProxyPolicy } from './policy.ts';
import type { ProxyFinding } from './rules/index.ts';

/** Facts → findings; pure. */
export function judge(facts: ProxyFacts, policy: ProxyPolicy): readonly ProxyFinding[] {
  return [
    ...judgeValues(facts),
    ...judgeVariables(facts),
    ...judgeList(facts),
    ...judgeLocal(facts),
    ...judgeCluster(facts, policy),
    ...judgeModules(facts),
    ...judgeAddresses(facts, policy),
  ];
}
