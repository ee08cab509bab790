import type { FindingOf, RuleSet } from '../../../src/core/rule.ts';
import { ports } from './ports.ts';
import { rights } from './rights.ts';
import { start } from './start.ts';
import { values } from './values.ts';

export const rules = { ...start, ...ports, ...rights, ...values } as const satisfies RuleSet;

export type PodFinding = FindingOf<'pod', typeof rules>;
