import type { ResolverFacts } from './facts.ts';
import { judgeConf } from './judge/conf.ts';
import { judgeNames } from './judge/names.ts';
import { judgeSources } from './judge/sources.ts';
import type { ResolverFinding } from './rules/index.ts';

/** What makes a resolver ask for something else than others, or for nothing. */
const WHY_THEY_DISAGREE: readonly ResolverFinding['rule'][] = [
  'resolver/resolv-conf-malformed',
  'resolver/resolv-conf-unreadable',
  'resolver/search-too-long',
  'resolver/search-ended',
  'resolver/nsswitch-invalid',
  'resolver/nss-without-dns',
];

/** Facts → findings; pure. */
export function judge(facts: ResolverFacts): readonly ResolverFinding[] {
  const files = [...judgeConf(facts), ...judgeSources(facts)];
  const names = judgeNames(facts);
  const isExplained = files.some(({ rule }) => WHY_THEY_DISAGREE.includes(rule));
  return [
    ...files,
    ...(isExplained ? names.filter(({ rule }) => rule !== 'resolver/runtimes-disagree') : names),
  ];
}
