import type { ReasonOf, Sentences } from '../../src/core/reason.ts';

/** Why not all is known of the zone. */
export type TimezoneReason = ReasonOf<{ 'comparison-cut': Record<never, never> }>;

export const reasons: Sentences<TimezoneReason> = {
  'comparison-cut': () => 'the deadline came while /etc/localtime was compared with zoneinfo',
};
