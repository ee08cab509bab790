import type { CommonReason, ReasonOf, Sentences } from '../../src/core/reason.ts';

/** Why not every path is known. */
export type PermissionReason =
  | CommonReason
  | ReasonOf<{ 'paths-cut': { readonly seen: number; readonly asked: number } }>;

export const reasons: Sentences<Exclude<PermissionReason, CommonReason>> = {
  'paths-cut': ({ seen, asked }) => `the deadline came after ${seen} of ${asked} paths`,
};
