import type { FindingOf, RuleSet } from '../../../src/core/rule.ts';
import { agreementRules } from './agreement.ts';
import { localtimeRules } from './localtime.ts';
import { runningRules } from './running.ts';
import { tzRules } from './tz.ts';

export const rules = {
  ...localtimeRules,
  ...tzRules,
  ...agreementRules,
  ...runningRules,
} as const satisfies RuleSet;

export type TimezoneFinding = FindingOf<'timezone', typeof rules>;
