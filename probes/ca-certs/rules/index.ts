import type { FindingOf, RuleSet } from '../../../src/core/rule.ts';
import { clientRules } from '../clients/rules.ts';
import { godebugRules } from '../godebug/rules.ts';
import { providedRules } from '../provided/rules.ts';
import { certificateRules } from './certificates.ts';
import { directoryRules } from './directories.ts';
import { fileRules } from './files.ts';
import { formatRules } from './formats.ts';
import { pemRules } from './pem.ts';
import { requiredRules } from './required.ts';
import { runningRules } from './running.ts';
import { storeRules } from './store.ts';
import { variableRules } from './variables.ts';

export const rules = {
  ...storeRules,
  ...fileRules,
  ...directoryRules,
  ...providedRules,
  ...godebugRules,
  ...variableRules,
  ...clientRules,
  ...formatRules,
  ...pemRules,
  ...certificateRules,
  ...requiredRules,
  ...runningRules,
} as const satisfies RuleSet;

export type CaFinding = FindingOf<'ca-certs', typeof rules>;
