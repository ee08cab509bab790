import type { ResolverFacts } from './facts.ts';
import { judgeConf } from './judge/conf.ts';
import { judgeNames } from './judge/names.ts';
import { judgeSources } from './judge/sources.ts';
import type { ResolverFinding } from './rules/index.ts';

/** Facts → findings; pure. */
export function judge(facts: ResolverFacts): readonly ResolverFinding[] {
  const conf = judgeConf(facts);
  const names = judgeNames(facts);
  // Lines that some pass over are why they ask for different names.
  const explained = conf.some(({ rule }) => rule === 'resolver/resolv-conf-malformed');
  return [
    ...conf,
    ...judgeSources(facts),
    ...(explained ? names.filter(({ rule }) => rule !== 'resolver/runtimes-disagree') : names),
  ];
}
