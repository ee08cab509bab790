import type { FindingOf, RuleSet } from '../../src/core/rule.ts';
import { agreementRules } from './rules-agreement.ts';
import { localtimeRules } from './rules-localtime.ts';
import { tzRules } from './rules-tz.ts';

export const rules = { ...localtimeRules, ...tzRules, ...agreementRules } as const satisfies RuleSet;

export type TimezoneFinding = FindingOf<'timezone', typeof rules>;
