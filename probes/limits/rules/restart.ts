/** What a manifest, an image or `docker run` decides. */
export const STAYS = {
  mends: false,
  why: 'A restarted container has the same limits and the same variables.',
} as const;
