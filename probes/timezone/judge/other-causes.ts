import type { TimezoneFacts } from '../facts.ts';
import { nameInPath } from '../files/zone-name.ts';
import type { TimezoneFinding } from '../rules/index.ts';
import { offsets } from '../runtimes/views.ts';
import { place, sees } from './place.ts';

export function contentCause(facts: TimezoneFacts): TimezoneFinding | null {
  const { localtime } = facts;
  if (localtime === null || localtime.disagrees === null) return null;
  const { disagrees, name: content } = localtime;
  const args = { ...disagrees, content, ...place(facts), sees: sees(facts) };
  return { rule: 'timezone/name-content-disagree', args };
}

/** TZ is there and empty: UTC, whatever the image is set to. */
export function emptyCause(facts: TimezoneFacts): TimezoneFinding | null {
  const { passedOver, wanted } = facts;
  if (passedOver === null) return null;
  const { zone, by } = passedOver;
  const args = { zone, by, wanted: wanted?.name ?? zone, ...place(facts) };
  return { rule: 'timezone/tz-empty', args };
}

export function agedCause(facts: TimezoneFacts): TimezoneFinding | null {
  if (!facts.outdated?.differs(facts.now)) return null;
  const { differs: _, ...outdated } = facts.outdated;
  const { older, nodeHere } = outdated;
  const args = { ...outdated, ...place(facts), sees: sees(facts) };
  const finding = { rule: 'timezone/data-outdated', args } as const;
  // The data of this program's own Node: nobody else goes by them.
  return older === 'node' && !nodeHere ? { ...finding, severity: 'info' } : finding;
}

/** A difference between the runtimes that nothing above explains, today or in the other season. */
export function differenceCause(facts: TimezoneFacts): TimezoneFinding | null {
  const { runtimes, now, settings } = facts;
  const { go, glibc, musl, node } = runtimes;
  const seen = [go, glibc, musl, ...(node === null ? [] : [node])].map((zone) => offsets(zone, now).join());
  if (new Set(seen).size < 2) return null;
  const suggested = settings.tz === null ? null : nameInPath(settings.tz);
  const args = { tz: settings.tz, tzdir: settings.tzdir, suggested, ...place(facts), sees: sees(facts) };
  const finding = { rule: 'timezone/runtimes-disagree', args } as const;
  return go.source === 'fallback' ? { ...finding, severity: 'error' } : finding;
}
