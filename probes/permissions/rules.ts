import type { FindingOf, RuleSet } from '../../src/core/rule.ts';
import { accessRules } from './rules-access.ts';
import { sharedRules } from './rules-shared.ts';
import { surroundingRules } from './rules-surroundings.ts';

export const rules = { ...accessRules, ...surroundingRules, ...sharedRules } as const satisfies RuleSet;

export type PermissionFinding = FindingOf<'permissions', typeof rules>;
