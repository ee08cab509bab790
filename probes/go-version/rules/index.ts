import type { FindingOf, RuleSet } from '../../../src/core/rule.ts';
import { answerRules } from './answer.ts';
import { gorootRules } from './goroot.ts';
import { startRules } from './start.ts';

export const rules = { ...startRules, ...answerRules, ...gorootRules } as const satisfies RuleSet;

export type GoVersionFinding = FindingOf<'go-version', typeof rules>;
