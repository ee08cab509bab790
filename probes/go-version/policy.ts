import { definePolicy } from '../../src/core/policy/probe-policy.ts';

export interface GoVersionPolicy {
  /** Range of versions in semver's grammar, such as `>=1.21 <1.27`. */
  readonly range: string;
  /** File of whoever asks, with the SHA-256 of each file of a release; null: nothing is compared. */
  readonly checksums: string | null;
}

declare module '../../src/core/policy/policy.ts' {
  interface Sections {
    readonly goVersion: GoVersionPolicy;
  }
}

export const policy = definePolicy({
  section: 'goVersion',
  defaults: { range: '>=1.21', checksums: null },
  demandsOfGo: ['range', 'checksums'],
  shorthands: [
    {
      name: 'go-version',
      placeholder: 'RANGE',
      help: 'versions of Go that are accepted, such as ">=1.24 <1.27"; default >=1.21',
      read: async (text) => ({ range: (await import('./asked-range.ts')).readRange(text) }),
    },
  ],
  schema: () => import('./policy-schema.ts'),
  beside: (said, found) => (said.checksums ? { ...said, checksums: found(said.checksums) } : said),
  mistakes: async ({ range }) =>
    range === undefined ? [] : (await import('./asked-range.ts')).rangeMistakes(range),
});
