import { probes } from '../../probes/index.ts';

/** The probes of a container that runs: all but those of one that does not run yet, and those that nobody asks for. */
export const CONTAINER_PROBES = probes.filter(
  ({ needs = '', isAskedFor }) => !['pod', 'container', 'image'].includes(needs) && isAskedFor === undefined,
);
