import type { Restart } from '../../../src/core/rule.ts';

/** Of what no restart changes. */
export const FIXED: Restart = {
  mends: false,
  why: 'Owners, modes, groups and mounts come from the image, the volumes and the definition of the container.',
};
