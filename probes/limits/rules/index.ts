import type { FindingOf, RuleSet } from '../../../src/core/rule.ts';
import { askedRules } from './asked.ts';
import { goRules } from './go.ts';
import { kernelRules } from './kernel.ts';
import { nodeRules } from './node.ts';

export const rules = { ...goRules, ...nodeRules, ...askedRules, ...kernelRules } as const satisfies RuleSet;

export type LimitsFinding = FindingOf<'limits', typeof rules>;
