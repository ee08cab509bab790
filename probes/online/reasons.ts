import type { Purpose } from '../../src/core/purpose.ts';
import type { ReasonOf, Sentences } from '../../src/core/reason.ts';

/** Why nobody was asked. */
export type OnlineReason = ReasonOf<{
  /** What others answer is mended by no restart, and not by waiting for the program. */
  'not-for-purpose': { readonly purpose: Purpose };
  'nobody-to-ask': Record<never, never>;
}>;

export const reasons: Sentences<OnlineReason> = {
  'not-for-purpose': ({ purpose }) => `the network is not asked for ${purpose}`,
  'nobody-to-ask': () => 'nobody is to be asked (online.tls, online.names and online.clock of a policy)',
};
