import type { Alone } from '../../src/core/probe.ts';

/** What the kubelet leaves out of resolv.conf; who reads the rest, and how, the image decides. */
export const alone: Alone = {
  worlds: (host) => [host],
  told: (finding) => (finding.rule === 'resolver/cut-by-kubelet' ? finding : null),
};
