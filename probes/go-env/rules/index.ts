import type { FindingOf, RuleSet } from '../../../src/core/rule.ts';
import { cacheRules } from '../caches/rules.ts';
import { goSumRules } from '../go-sum/rules.ts';
import { needRules } from '../needs/rules.ts';
import { offlineRules } from '../offline/rules.ts';
import { refusedProxyRules } from '../refused/rules/proxy.ts';
import { refusedRules } from '../refused/rules/settings.ts';
import { sourceRules } from '../sources/rules.ts';
import { targetRules } from '../target/rules.ts';
import { vcsRules } from '../vcs/rules.ts';
import { workspaceRules } from '../workspace/rules.ts';
import { buildRules } from './build.ts';
import { commandRules } from './command.ts';
import { fileRules } from './files.ts';
import { moduleRules } from './module.ts';
import { pathRules } from './paths.ts';
import { proxyRules } from './proxy.ts';
import { sumdbRules } from './sumdb.ts';
import { toolchainRules } from './toolchain.ts';

/** In the order in which the documentation shows them. */
export const rules = {
  ...commandRules,
  ...fileRules,
  ...moduleRules,
  ...toolchainRules,
  ...proxyRules,
  ...sumdbRules,
  ...pathRules,
  ...buildRules,
  ...targetRules,
  ...refusedRules,
  ...refusedProxyRules,
  ...cacheRules,
  ...needRules,
  ...sourceRules,
  ...goSumRules,
  ...offlineRules,
  ...workspaceRules,
  ...vcsRules,
} as const satisfies RuleSet;

export type GoEnvFinding = FindingOf<'go-env', typeof rules>;
