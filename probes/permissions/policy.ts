import { definePolicy, type Need } from '../../src/core/policy/probe-policy.ts';

export type { Need } from '../../src/core/policy/probe-policy.ts';

/** A path that the policy names. */
export interface PathRequirement {
  /** Absolute path. */
  readonly path: string;
  readonly need: readonly Need[];
  /** The directory is shared by a group: new files must stay writable for it (umask, default ACL). */
  readonly shared: boolean;
}

export interface PermissionsPolicy {
  readonly paths: readonly PathRequirement[];
}

declare module '../../src/core/policy/policy.ts' {
  interface Sections {
    readonly permissions: PermissionsPolicy;
  }
}

export const policy = definePolicy({
  section: 'permissions',
  defaults: { paths: [] },
  demands: ['paths'],
  ofPath: (path, need) => ({ paths: [{ path, need, shared: false }] }),
  schema: () => import('./policy-schema.ts'),
});
