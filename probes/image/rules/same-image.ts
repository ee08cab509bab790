export const SAME_IMAGE = {
  mends: false,
  why: 'A restarted container gets the same image.',
} as const;

/** As `origin` has it: the layers whose line of history is to blame. */
export type Layers = { readonly layers: readonly number[] };
