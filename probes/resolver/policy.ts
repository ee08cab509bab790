import { definePolicy } from '../../src/core/policy/probe-policy.ts';

export interface ResolverPolicy {
  /** Names that programs of the container look up: `db.prod.svc`, `api.example.com`. */
  readonly names: readonly string[];
}

declare module '../../src/core/policy/policy.ts' {
  interface Sections {
    readonly resolver: ResolverPolicy;
  }
}

export const policy = definePolicy({
  section: 'resolver',
  defaults: { names: [] },
  demands: ['names'],
  schema: () => import('./policy-schema.ts'),
});
