import type { FindingOf, RuleSet } from '../../../src/core/rule.ts';
import { answerRules } from './answer.ts';
import { gorootRules } from './goroot.ts';
import { provenanceRules } from './provenance.ts';
import { startRules } from './start.ts';

export const rules = {
  ...startRules,
  ...answerRules,
  ...gorootRules,
  ...provenanceRules,
} as const satisfies RuleSet;

export type GoVersionFinding = FindingOf<'go-version', typeof rules>;
