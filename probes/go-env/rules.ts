import type { FindingOf, RuleSet } from '../../src/core/rule.ts';
import { buildRules, fileRules } from './rules-build.ts';
import { commandRules } from './rules-command.ts';
import { moduleRules, toolchainRules } from './rules-module.ts';
import { proxyRules } from './rules-proxy.ts';
import { sumdbRules } from './rules-sumdb.ts';

/** In the order in which the documentation shows them. */
export const rules = {
  ...commandRules,
  ...fileRules,
  ...moduleRules,
  ...toolchainRules,
  ...proxyRules,
  ...sumdbRules,
  ...buildRules,
} as const satisfies RuleSet;

export type GoEnvFinding = FindingOf<'go-env', typeof rules>;
