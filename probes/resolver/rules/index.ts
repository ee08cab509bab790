import type { FindingOf, RuleSet } from '../../../src/core/rule.ts';
import { files } from './files.ts';
import { searching } from './searching.ts';
import { servers } from './servers.ts';

export const rules = { ...servers, ...searching, ...files } as const satisfies RuleSet;

export type ResolverFinding = FindingOf<'resolver', typeof rules>;
