import type { FindingOf, RuleSet } from '../../../src/core/rule.ts';
import { before } from './before.ts';
import { built } from './built.ts';
import { file } from './file.ts';
import { linked } from './linked.ts';
import { rights } from './rights.ts';
import { script } from './script.ts';

export const rules = {
  ...file,
  ...before,
  ...script,
  ...linked,
  ...rights,
  ...built,
} as const satisfies RuleSet;

export type AppFinding = FindingOf<'app', typeof rules>;
