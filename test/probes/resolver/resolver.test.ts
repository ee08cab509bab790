import { describe } from 'vitest';
import { resolver } from '../../../probes/resolver/index.ts';
import { testRuleCases } from '../../support/probes/rule-cases.ts';
import { CASES } from './machine.ts';

describe('resolver', () => {
  testRuleCases(resolver, CASES);
});
