import type { LackingModule, Readiness } from '../../../src/go/offline/readiness.ts';

/** Whether a build needs no network, as the policy asks. */
export interface OfflineLook {
  /** Null where nobody can say: there is no module, or a workspace. */
  readonly build: Readiness['build'] | null;
  readonly download: Readiness['download'] | null;
  /** Why there is no need to look, or no way to. */
  readonly why: 'vendored' | 'no-module' | 'workspace' | 'late' | null;
  readonly modules: number;
  readonly missing: readonly Pick<LackingModule, 'module' | 'what' | 'path' | 'stops'>[];
}
