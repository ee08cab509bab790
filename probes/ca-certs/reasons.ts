import type { ReasonOf, Sentences } from '../../src/core/reason.ts';

/** Why not all of the certificates are known. */
export type CaReason = ReasonOf<{
  'required-cut': Record<never, never>;
  'certificates-cut': Record<never, never>;
  /** So many signatures were not checked. */
  'signatures-cut': { readonly left: number };
}>;

export const reasons: Sentences<CaReason> = {
  'required-cut': () => 'the deadline came before a file of required certificates was opened',
  'certificates-cut': () => 'the deadline came before all certificates were read',
  'signatures-cut': ({ left }) => `the deadline came before ${left} signatures were checked`,
};
