import type { FindingOf, RuleSet } from '../../../src/core/rule.ts';
import { certificate } from './certificate.ts';
import { chain } from './chain.ts';
import { clock } from './clock.ts';
import { reach } from './reach.ts';

export const rules = { ...reach, ...chain, ...certificate, ...clock } as const satisfies RuleSet;

export type OnlineFinding = FindingOf<'online', typeof rules>;
