import { isoInstant } from '../../src/core/time/instant.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import type { Host } from '../../src/target/host.ts';
import { kernelClock } from './clock/kernel-clock.ts';
import { tableZones } from './database/table-zones.ts';
import type { TimezoneFacts } from './facts.ts';
import { zoneFiles } from './files/zone-files.ts';
import { nameIfGood, resolveAll } from './observe-closely.ts';
import { ownIcu } from './runtimes/icu.ts';
import { intlName } from './runtimes/node.ts';
import { LOCALTIME, type Resolution } from './runtimes/resolution.ts';

/** The facts as JSON; here there is time to ask Node's data itself. */
export async function report(facts: TimezoneFacts, host: Host): Promise<JsonObject> {
  const { isoLocal, spokenWhen } = await import('../../src/core/time/when.ts');
  const { now, settings, link, etcTimezone, file } = facts;
  const icu = host.node === null ? tableZones() : ownIcu();
  const local = (seconds: number, offsetSeconds: number) => isoLocal(seconds * 1000, offsetSeconds);
  const files = zoneFiles(host);
  const localtime = facts.localtime ?? nameIfGood(host, files, () => icu, PATIENT);
  const runtimes = resolveAll(
    files,
    settings,
    localtime,
    host.node && {
      exact: true,
      icu: () => icu,
      nameByContent: () => localtime?.name ?? null,
    },
  );
  const { node } = runtimes;
  const next = nextChange(runtimes.go, now);
  return {
    go: zoneFact(runtimes.go, now),
    glibc: zoneFact(runtimes.glibc, now),
    musl: zoneFact(runtimes.musl, now),
    // That of the executable tells nothing of the container.
    ...(node === null || host.node === null || host.node.own
      ? {}
      : { node: { ...zoneFact(node, now), zone: intlName(node, icu, host.node.version) } }),
    link,
    content: localtime?.name ?? null,
    tz: settings.tz,
    file: file?.path ?? null,
    etcTimezone: etcTimezone?.name ?? null,
    clock: kernelClock(host),
    localTime: local(now, runtimes.go.at(now).offsetSeconds),
    nextTransition:
      next === null
        ? null
        : {
            at: local(next, runtimes.go.at(next).offsetSeconds),
            when: spokenWhen(isoInstant(next * 1000), isoInstant(now * 1000)),
            ...zoneFact(runtimes.go, next),
          },
  };
}

/** Facts are made when the verdict is known: the search is bounded by itself. */
const PATIENT = { remainingMs: () => 1000, expired: () => false, fairMs: 0 };

function zoneFact(resolution: Resolution, seconds: number) {
  const { offsetSeconds, abbreviation } = resolution.at(seconds);
  return {
    zone: resolution.name,
    offsetSeconds,
    abbreviation: resolution.source === 'blocked' || abbreviation === '' ? null : abbreviation,
    source: resolution.path === LOCALTIME ? 'localtime' : resolution.source,
  };
}

const DAY = 86_400;

/** The next change of the offset within the coming 400 days, seconds since 1970; null where there is none. */
function nextChange(zone: Resolution, now: number): number | null {
  const offset = (seconds: number) => zone.at(seconds).offsetSeconds;
  for (let day = 1; day <= 400; day++) {
    let before = now + (day - 1) * DAY;
    let after = now + day * DAY;
    if (offset(before) === offset(after)) continue;
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (offset(middle) === offset(before)) before = middle;
      else after = middle;
    }
    return after;
  }
  return null;
}
