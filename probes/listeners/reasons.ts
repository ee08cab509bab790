import type { Purpose } from '../../src/core/purpose.ts';
import type { ReasonOf, Sentences } from '../../src/core/reason.ts';

/** Why nothing was looked at. */
export type ListenersReason = ReasonOf<{
  /** A program that has not started yet, or hangs, does not listen: that is another question. */
  'not-for-purpose': { readonly purpose: Purpose };
  'no-port': Record<never, never>;
  'not-running': Record<never, never>;
}>;

export const reasons: Sentences<ListenersReason> = {
  'not-for-purpose': ({ purpose }) => `ports are not looked at for ${purpose}`,
  'not-running': () => 'who listens is not known before the pod runs',
  'no-port': () => 'no port is asked for (--port, or listeners.ports of a policy)',
};
