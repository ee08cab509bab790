import { probes } from '../../probes/index.ts';

/** The probes of a container that runs: all but those of one that does not run yet. */
export const CONTAINER_PROBES = probes.filter(({ needs }) => needs !== 'pod' && needs !== 'container');
