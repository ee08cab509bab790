import type { FindingOf, RuleSet } from '../../../src/core/rule.ts';
import { accessRules } from './access.ts';
import { beyondModeRules } from './beyond-mode.ts';
import { sharedRules } from './shared.ts';
import { surroundingRules } from './surroundings.ts';

export const rules = {
  ...accessRules,
  ...beyondModeRules,
  ...surroundingRules,
  ...sharedRules,
} as const satisfies RuleSet;

export type PermissionFinding = FindingOf<'permissions', typeof rules>;
