/** What a restart changes of it. */
export const SAME_IMAGE = {
  mends: false,
  why: 'A restarted container has the same image and the same command.',
} as const;
