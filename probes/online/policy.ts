import { definePolicy } from '../../src/core/policy/probe-policy.ts';

export interface OnlinePolicy {
  /** Servers with which a TLS handshake must succeed: `api.example.com`, `10.0.0.1:8443`. */
  readonly tls: readonly string[];
  /** Names that must have an address. */
  readonly names: readonly string[];
  /** A certificate of such a server that ends within this many days is expiring soon. */
  readonly expiringSoonDays: number;
}

declare module '../../src/core/policy/policy.ts' {
  interface Sections {
    readonly online: OnlinePolicy;
  }
}

export const policy = definePolicy({
  section: 'online',
  defaults: { tls: [], names: [], expiringSoonDays: 14 },
  demands: ['tls', 'names'],
  schema: () => import('./policy-schema.ts'),
});
