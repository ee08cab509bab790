import type { FindingOf, RuleSet } from '../../src/core/rule.ts';
import { godebugRules } from './godebug/rules.ts';
import { providedRules } from './provided/rules.ts';
import { certificateRules } from './rules-certificates.ts';
import { formatRules } from './rules-formats.ts';
import { pemRules } from './rules-pem.ts';
import { requiredRules } from './rules-required.ts';
import { storeRules } from './rules-store.ts';
import { variableRules } from './rules-variables.ts';

export const rules = {
  ...storeRules,
  ...providedRules,
  ...godebugRules,
  ...variableRules,
  ...formatRules,
  ...pemRules,
  ...certificateRules,
  ...requiredRules,
} as const satisfies RuleSet;

export type CaFinding = FindingOf<'ca-certs', typeof rules>;
