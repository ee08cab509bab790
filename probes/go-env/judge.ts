import type { Policy } from '../../src/core/policy/policy.ts';
import type { GoEnvFacts } from './facts.ts';
import { usesModules } from './facts.ts';
import { judgeBuild } from './judge/judge-build.ts';
import { judgeExpected } from './judge/judge-expected.ts';
import { judgeFailure } from './judge/judge-failure.ts';
import { judgeFiles } from './judge/judge-files.ts';
import { judgeModule } from './judge/judge-module.ts';
import { judgePaths } from './judge/judge-paths.ts';
import { judgePrivate } from './judge/judge-private.ts';
import { judgeProxy } from './judge/judge-proxy.ts';
import { judgeSumdb } from './judge/judge-sumdb.ts';
import { judgeToolchain } from './judge/judge-toolchain.ts';
import type { GoEnvFinding } from './rules/index.ts';

/** One finding a defect: what a defect causes further on is left to the rule that names the defect. */
export function judge(facts: GoEnvFacts, { goEnv: policy }: Policy): GoEnvFinding[] {
  // Without a go command go-version has the finding.
  if (facts.answer.kind === 'no-go') return [];
  const before = judgeFiles(facts);
  const { seen } = facts;
  if (seen === null) return [...before, ...judgeFailure(facts)];
  return [
    ...before,
    ...judgeModule(facts, seen, policy),
    ...judgePaths(facts, seen, policy),
    ...judgeBuild(facts, seen),
    // GOPATH mode knows neither proxies nor the checksum database nor toolchain lines.
    ...(usesModules(seen)
      ? [
          ...judgeToolchain(facts, seen),
          ...judgeProxy(facts, seen),
          ...judgeSumdb(facts, seen),
          ...judgePrivate(facts, seen, policy),
        ]
      : []),
    ...facts.ahead,
    ...judgeExpected(facts, seen, policy),
  ];
}
