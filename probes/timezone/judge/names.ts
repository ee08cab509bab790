import type { TimezoneFacts } from '../facts.ts';
import type { TimezoneFinding } from '../rules/index.ts';
import { ZONEINFO } from '../runtimes/resolution.ts';
import { origin, showOffset } from '../runtimes/views.ts';
import { place } from './place.ts';

export function unexpected(facts: TimezoneFacts): readonly TimezoneFinding[] {
  const { expected, runtimes, now, asked, settings } = facts;
  if (expected === null || expected.holds) return [];
  const { go } = runtimes;
  const source = asked.by === 'localtime' ? origin(go) : `TZ ${JSON.stringify(settings.tz)}`;
  const offset = showOffset(go.at(now).offsetSeconds);
  const wanted = { wanted: facts.wanted?.name ?? expected.name, wantedHere: facts.wanted?.here ?? false };
  const args = { zone: go.name, expected: expected.name, ...wanted, offset, source, ...place(facts) };
  return [{ rule: 'timezone/unexpected-zone', args }];
}

export function namedOtherwise({
  etcTimezone,
  runtimes,
  now,
  file,
  zoneinfo,
}: TimezoneFacts): readonly TimezoneFinding[] {
  if (etcTimezone === null || etcTimezone.holds || file?.problem != null) return [];
  const { go } = runtimes;
  const { offsetSeconds, abbreviation } = go.at(now);
  const args = {
    zone: go.name ?? abbreviation,
    timezone: etcTimezone.name,
    offset: showOffset(offsetSeconds),
    zoneinfo,
  };
  return [{ rule: 'timezone/disagrees-with-etc-timezone', args }];
}

export function nameless(facts: TimezoneFacts): readonly TimezoneFinding[] {
  const { localtime, expected, etcTimezone, runtimes, now, zoneinfo } = facts;
  if (localtime === null || localtime.name !== null || localtime.cut) return [];
  // Somebody named it, and the name fits.
  if (expected?.holds || etcTimezone?.holds) return [];
  const { offsetSeconds, abbreviation } = runtimes.go.at(now);
  const args = {
    path: runtimes.go.path ?? ZONEINFO,
    abbreviation,
    offset: showOffset(offsetSeconds),
    zoneinfo,
  };
  return [{ rule: 'timezone/name-unknown', args }];
}
