import { isoInstant } from '../../../src/core/time/instant.ts';
import type { ClockFact, OnlineFacts } from '../facts.ts';
import type { OnlinePolicy } from '../policy.ts';
import type { OnlineFinding } from '../rules/index.ts';
import { judgeFailure } from './failures.ts';

/** Kerberos, and requests that are signed with the time, take no more. */
const REFUSED_SECONDS = 300;

/** The clock against those of servers: of several the one that is nearest counts, for a server's clock may be wrong too. */
export function judgeClocks({ clocks }: OnlineFacts, policy: OnlinePolicy): readonly OnlineFinding[] {
  const failures = clocks.flatMap((clock) => unheard(clock));
  const [nearest] = clocks
    .flatMap((clock) => (clock.ahead === null ? [] : { clock, seconds: secondsOff(clock.ahead) }))
    .sort((a, b) => Math.abs(a.seconds) - Math.abs(b.seconds));
  if (nearest === undefined || Math.abs(nearest.seconds) <= policy.clockDriftSeconds) return failures;
  const { clock, seconds } = nearest;
  return [
    ...failures,
    {
      rule: 'online/clock-drift',
      ...(Math.abs(seconds) >= REFUSED_SECONDS ? { severity: 'error' as const } : {}),
      args: {
        url: clock.url,
        seconds,
        clock: isoInstant((clock.date ?? 0) + (clock.ahead?.most ?? 0)),
        theirs: isoInstant(clock.date ?? 0),
        servers: clocks.filter(({ ahead }) => ahead !== null).length,
      },
    },
  ];
}

/** Whole seconds by which the clock is ahead for certain; negative where it is behind, 0 where that is not certain. */
export function secondsOff({ least, most }: NonNullable<ClockFact['ahead']>): number {
  if (least > 0) return Math.floor(least / 1000);
  return most < 0 ? Math.ceil(most / 1000) : 0;
}

function unheard(clock: ClockFact): readonly OnlineFinding[] {
  const { url, failure, ahead } = clock;
  if (failure !== null) return judgeFailure(clock);
  return ahead === null ? [{ rule: 'online/clock-unknown', args: { url } }] : [];
}
