import type { FindingOf, RuleSet } from '../../src/core/rule.ts';
import { certificateRules } from './rules-certificates.ts';
import { pemRules } from './rules-pem.ts';
import { storeRules } from './rules-store.ts';

export const rules = { ...storeRules, ...pemRules, ...certificateRules } as const satisfies RuleSet;

export type CaFinding = FindingOf<'ca-certs', typeof rules>;
