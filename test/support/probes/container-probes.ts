import { probes } from '../../../probes/index.ts';
import { mergeLayers } from '../../../src/config/merge.ts';
import { bareHost } from '../memory/healthy.ts';

const { policy } = mergeLayers(probes, []);

/** The probes of a container that runs: all but those of one that does not run yet, and those that nobody asks for. */
export const CONTAINER_PROBES = probes.filter(
  (probe) =>
    !['pod', 'container', 'image'].includes(probe.needs ?? '') &&
    (probe.isAskedFor?.(bareHost(), policy, []) ?? true),
);
