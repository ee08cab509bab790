import { definePolicy } from '../../src/core/policy/probe-policy.ts';

export interface ProxyPolicy {
  /** Addresses that every program of the container must treat alike: `api.example.com`, `http://10.0.0.1:8080`. */
  readonly hosts: readonly string[];
  /** Addresses for which no program may ask a proxy. */
  readonly direct: readonly string[];
  /** Addresses for which every program must ask a proxy. */
  readonly proxied: readonly string[];
  /** Networks of pods and services of the cluster. */
  readonly clusterNetworks: readonly string[];
}

declare module '../../src/core/policy/policy.ts' {
  interface Sections {
    readonly proxy: ProxyPolicy;
  }
}

export const policy = definePolicy({
  section: 'proxy',
  defaults: { hosts: [], direct: [], proxied: [], clusterNetworks: [] },
  demands: ['hosts', 'direct', 'proxied', 'clusterNetworks'],
  schema: () => import('./policy-schema.ts'),
});
