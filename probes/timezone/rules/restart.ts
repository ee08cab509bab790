import type { Restart } from '../../../src/core/rule.ts';

/** Where the zone comes from: why a restart mends nothing. */
export const IMAGE: Restart = {
  mends: false,
  why: 'The files come from the image or a mount, and a restarted container gets the same ones.',
};

export const SETTING: Restart = {
  mends: false,
  why: 'TZ comes from the image or the deployment, and a restarted container gets the same value.',
};
