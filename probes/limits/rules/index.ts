import type { FindingOf, RuleSet } from '../../../src/core/rule.ts';
import { askedRules } from './asked.ts';
import { kernelRules } from './kernel.ts';
import { programRules } from './programs.ts';

export const rules = { ...programRules, ...askedRules, ...kernelRules } as const satisfies RuleSet;

export type LimitsFinding = FindingOf<'limits', typeof rules>;
