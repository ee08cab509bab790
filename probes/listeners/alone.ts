import type { Alone } from '../../src/core/probe.ts';

/** A port that a user of a manifest may not bind everywhere. */
export const alone: Alone = {
  worlds: (host) => [host],
  told: (finding) => (finding.rule === 'listeners/privileged-port' ? finding : null),
};
