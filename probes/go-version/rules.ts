import type { FindingOf, RuleSet } from '../../src/core/rule.ts';
import { answerRules } from './rules-answer.ts';
import { gorootRules } from './rules-goroot.ts';
import { startRules } from './rules-start.ts';

export const rules = { ...startRules, ...answerRules, ...gorootRules } as const satisfies RuleSet;

export type GoVersionFinding = FindingOf<'go-version', typeof rules>;
