import type { Alone } from '../../src/core/probe.ts';

/** Limits of a manifest against what it asks Go for; which programs there are the image decides. */
export const alone: Alone = {
  worlds: (host) => [host],
  told: (finding) => (OF_MANIFEST.has(finding.rule) ? finding : null),
};

const OF_MANIFEST = new Set(
  'gomaxprocs-invalid gomemlimit-invalid gomemlimit-tiny gomemlimit-above-limit gogc-invalid pod-limit-shared cpus-low memory-low shm-small'
    .split(' ')
    .map((id) => `limits/${id}`),
);
