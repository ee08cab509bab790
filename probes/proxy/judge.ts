import type { ProxyFacts } from './facts.ts';
import { judgeAddresses } from './judge/judge-addresses.ts';
import { judgeList } from './judge/judge-list.ts';
import { judgeNeeded } from './judge/judge-needed.ts';
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
    ...judgeNeeded(facts),
    ...judgeAddresses(facts, policy),
  ];
}
