import type { FindingOf, RuleSet } from '../../../src/core/rule.ts';
import { binding } from './binding.ts';
import { holding } from './holding.ts';
import { serving } from './serving.ts';

export const rules = { ...serving, ...holding, ...binding } as const satisfies RuleSet;

export type ListenersFinding = FindingOf<'listeners', typeof rules> & {
  /** Rule id of what explains it. */
  readonly causedBy?: string;
};
