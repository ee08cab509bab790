import { definePolicy } from '../../src/core/policy/probe-policy.ts';

export interface OnlinePolicy {
  /** Servers with which a TLS handshake must succeed: `api.example.com`, `10.0.0.1:8443`. */
  readonly tls: readonly string[];
  /** Names that must have an address. */
  readonly names: readonly string[];
  /** URLs whose `Date` header the clock is compared with. */
  readonly clock: readonly string[];
  /** Seconds by which the clock may differ. */
  readonly clockDriftSeconds: number;
  /** A certificate of such a server that ends within this many days is expiring soon. */
  readonly expiringSoonDays: number;
}

declare module '../../src/core/policy/policy.ts' {
  interface Sections {
    readonly online: OnlinePolicy;
  }
}

/** Each has the probe look. */
export const DEMANDS = ['tls', 'names', 'clock'] as const;

export const policy = definePolicy({
  section: 'online',
  defaults: { tls: [], names: [], clock: [], clockDriftSeconds: 30, expiringSoonDays: 14 },
  demands: DEMANDS,
  schema: () => import('./policy-schema.ts'),
});
