import { definePolicy } from '../../src/core/policy/probe-policy.ts';

export interface GoEnvPolicy {
  /** Directory of the module, where go.mod is looked for; null means the working directory. */
  readonly directory: string | null;
  /** There must be a go.mod. */
  readonly requireModule: boolean;
  /** Modules (path prefixes) that must never be asked of a public proxy or checksum database. */
  readonly privateModules: readonly string[];
  /** Modules that a build will fetch. */
  readonly requiredModules: readonly string[];
  /** Values that `go env KEY` must print. */
  readonly expect: Readonly<Record<string, string>>;
  /** A build must need no network; deep: zips are hashed too. */
  readonly offline: boolean | 'deep';
}

declare module '../../src/core/policy/policy.ts' {
  interface Sections {
    readonly goEnv: GoEnvPolicy;
  }
}

export const policy = definePolicy({
  section: 'goEnv',
  defaults: {
    directory: null,
    requireModule: false,
    privateModules: [],
    requiredModules: [],
    expect: {},
    offline: false,
  },
  demandsOfGo: ['requireModule', 'requiredModules', 'expect', 'offline'],
  // Without a go command nobody asks a proxy for them.
  demands: ['privateModules'],
  modules: (section) => ({ ...section, unverified: 'go-env/sumdb-off' }),
  schema: () => import('./policy-schema.ts'),
});
