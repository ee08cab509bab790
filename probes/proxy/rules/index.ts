import type { FindingOf, RuleSet } from '../../../src/core/rule.ts';
import { choice } from './choice.ts';
import { exceptions } from './exceptions.ts';
import { values } from './values.ts';

export const rules = { ...values, ...choice, ...exceptions } as const satisfies RuleSet;

export type ProxyFinding = FindingOf<'proxy', typeof rules>;
