import type { TimezoneFacts } from '../facts.ts';
import type { Place } from '../remedies.ts';
import { type View, views } from '../runtimes/views.ts';

/** Where the zone is decided, and what is there to decide it with: what a remedy has to know. */
export function place({ asked, etcTimezone, zoneinfo }: TimezoneFacts): Place {
  const decides = asked.by === 'localtime' ? 'localtime' : 'tz';
  return { decides, etcTimezone: etcTimezone !== null, zoneinfo };
}

export const sees = (facts: TimezoneFacts): readonly View[] => views(facts.runtimes, facts.now);
