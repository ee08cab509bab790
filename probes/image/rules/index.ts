import type { FindingOf, RuleSet } from '../../../src/core/rule.ts';
import { leftoverRules } from './leftovers.ts';
import { limitRules } from './limits.ts';
import { programRules } from './program.ts';
import { secretRules } from './secrets.ts';

export const rules = {
  ...secretRules,
  ...limitRules,
  ...programRules,
  ...leftoverRules,
} as const satisfies RuleSet;

export type ImageFinding = FindingOf<'image', typeof rules>;
