import { endOf, weightOf } from '../policy/exception.ts';
import type { Exception } from '../policy/policy.ts';
import { isoInstant } from '../time/instant.ts';
import { spokenDate, spokenWhen } from '../time/when.ts';
import { safe } from './safe.ts';

/** `until Friday 8 January 2027: OPS-12`, or `ended 3 days ago, on …: OPS-12`; empty where there is neither. */
export function exceptionText(exception: Exception, now: number): string {
  const { until, because } = exception;
  const ended = weightOf(exception, now).ended;
  const during = until === undefined ? [] : [ended ? exceptionEnd(until, now) : `until ${spokenDate(until)}`];
  return safe([...during, ...(because === undefined ? [] : [because])].join(': '));
}

/** `ends in 12 days, on Friday 8 January 2027`, or `ended 3 days ago, on …`. */
export function exceptionEnd(until: string, now: number): string {
  const lastMoment = endOf(until) - 1;
  return `${lastMoment < now ? 'ended' : 'ends'} ${spokenWhen(isoInstant(lastMoment), isoInstant(now))}`;
}
