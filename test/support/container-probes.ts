import { probes } from '../../probes/index.ts';

/** The probes of a container that runs: all but those of a manifest. */
export const CONTAINER_PROBES = probes.filter(({ needs }) => needs !== 'pod');
