/** What `npm run test:deep` runs; paths from the repository on, without the `.test.ts` of a file. */

/**
 * What has not yet been seen whole on a quiet machine in the form that it has, or would take CI beyond its time. Each goes
 * back to what CI runs as soon as that is known of it.
 */
export const DEEP_ONLY = [
  'test/containers/image-equal',
  'test/containers/node/churn',
  'test/containers/node/least',
  'test/containers/node/light-hostile',
  'test/e2e/repetitive',
  'test/e2e/serve/node-page',
  'test/e2e/serve/page',
  'test/faults/busy',
  'test/faults/programs',
  'test/faults/silent-mounts',
  'test/faults/surroundings',
  'test/kubelet/manifests',
  'test/kubelet/node/cgroup2',
  'test/kubelet/node/daemonset',
  'test/kubelet/node/node',
  'test/kubelet/node/refused',
  'test/kubelet/serve',
  'test/real/app/image-program',
  'test/real/ca-certs/ca-certs',
  'test/real/ca-certs/keystores',
  'test/real/go/env',
  'test/real/go/late',
  'test/real/go/model',
  'test/real/network/proxy-whole',
  'test/real/system/timezone',
  'test/remedies/third',
];

/** Of what CI runs a part only, by WHOLE of whole.ts. */
export const DEEP_WHOLE = [
  'test/containers/image-built',
  'test/containers/image-report',
  'test/e2e/serve/clients',
  'test/real/app/app',
  'test/real/app/interpreted',
  'test/real/go/auth',
  'test/real/go/offline',
  'test/real/go/provenance',
  'test/real/limits/live',
  'test/real/limits/threads',
  'test/real/network/online',
  'test/real/network/resolver',
  'test/real/route/online',
  'test/real/system/rotated',
  'test/security/canaries',
  'test/security/files-read',
  'test/serve/day',
  'test/serve/growth',
  'test/timely/timely',
];
