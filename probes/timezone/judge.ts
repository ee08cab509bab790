import { isoDay, isoInstant } from '../../src/core/time/instant.ts';
import type { TimezoneFacts } from './facts.ts';
import { isUtcName, nameInPath } from './files/zone-name.ts';
import type { Place } from './remedies.ts';
import type { TimezoneFinding } from './rules/index.ts';
import { ZONEINFO } from './runtimes/resolution.ts';
import { offsets, origin, showOffset, type View, views } from './runtimes/views.ts';

/** Before this program was written, and after anybody will run it, seconds since 1970. */
const EARLIEST = Date.UTC(2025, 0) / 1000;
const LATEST = Date.UTC(2100, 0) / 1000;

/**
 * One cause where there is one: what follows from it (the runtimes disagree, the policy's zone is not
 * there) is not reported beside it, but makes it an error where the policy asks for a zone.
 */
export function judge(facts: TimezoneFacts): readonly TimezoneFinding[] {
  const cause =
    fileCause(facts) ??
    contentCause(facts) ??
    emptyCause(facts) ??
    agedCause(facts) ??
    differenceCause(facts);
  const clock = [...implausible(facts.now), ...kept(facts)];
  const { expected } = facts;
  if (cause === null) return [...clock, ...unexpected(facts), ...namedOtherwise(facts), ...nameless(facts)];
  const missed = expected !== null && !expected.holds;
  return [...clock, missed ? { ...cause, severity: 'error' } : cause];
}

/** Where the zone is decided, and what is there to decide it with: what a remedy has to know. */
function place({ asked, etcTimezone, zoneinfo }: TimezoneFacts): Place {
  const decides = asked.by === 'localtime' ? 'localtime' : 'tz';
  return { decides, etcTimezone: etcTimezone !== null, zoneinfo };
}

const sees = (facts: TimezoneFacts): readonly View[] => views(facts.runtimes, facts.now);

/** What is wrong with the file that decides. */
function fileCause(facts: TimezoneFacts): TimezoneFinding | null {
  const { file, asked, link } = facts;
  const problem = file?.problem ?? null;
  if (file === null || problem === null) return null;
  const args = {
    path: file.path,
    wanted: facts.wanted?.name ?? null,
    wantedHere: facts.wanted?.here ?? false,
    link,
    mounted: file.mounted ?? false,
    ...place(facts),
    sees: sees(facts),
  };
  switch (problem.kind) {
    case 'missing':
      return asked.by === 'localtime' ? missing(facts) : notThere(facts);
    case 'dangling': {
      if (asked.by !== 'localtime') return notThere(facts);
      const finding = {
        rule: 'timezone/link-dangling',
        args: { ...args, missing: problem.entry },
      } as const;
      // Everybody falls back to what the link asks for.
      return isUtcName(nameInPath(link ?? '') ?? '') ? { ...finding, severity: 'info' } : finding;
    }
    case 'loop':
      return asked.by === 'localtime' ? { rule: 'timezone/link-loop', args } : notThere(facts);
    case 'not-regular':
      // TZ=Asia: a folder of the database is a wrong name, not a wrong file.
      return asked.by === 'name' && problem.type === 'directory'
        ? notThere(facts)
        : { rule: 'timezone/not-a-file', args: { ...args, type: problem.type } };
    case 'unreadable':
      return { rule: 'timezone/unreadable', args: { ...args, errno: problem.errno, uid: facts.uid } };
    case 'not-tzif':
      return { rule: 'timezone/not-tzif', args: { ...args, bytes: problem.bytes, text: problem.text } };
    case 'corrupt': {
      const { name: defect, detail } = problem.defect;
      const finding = { rule: 'timezone/tzif-corrupt', args: { ...args, defect, detail } } as const;
      return facts.runtimes.go.source === 'file' ? { ...finding, severity: 'warning' } : finding;
    }
  }
}

/** UTC for want of a setting is what many images want; it matters where somebody names a zone. */
function missing(facts: TimezoneFacts): TimezoneFinding | null {
  for (const [claim, by] of [
    [facts.expected, 'The policy'],
    [facts.etcTimezone, '/etc/timezone'],
  ] as const) {
    if (claim !== null && !claim.holds) {
      const path = facts.file?.path ?? '';
      const args = {
        path,
        named: claim.name,
        wanted: facts.wanted?.name ?? claim.name,
        wantedHere: facts.wanted?.here ?? false,
        link: null,
        mounted: false,
        by,
        ...place(facts),
        sees: sees(facts),
      };
      return { rule: 'timezone/localtime-missing', args };
    }
  }
  return null;
}

/** TZ leads to no file: a rule that Go does not read, or a name that is none. */
function notThere(facts: TimezoneFacts): TimezoneFinding | null {
  const { unknown, posix, settings, meant, runtimes } = facts;
  const { source, path } = runtimes.go;
  const args = {
    tz: settings.tz ?? '',
    meant: meant.zones,
    meantHere: meant.here,
    goData: source === 'own-data' ? path : null,
    ...place(facts),
    sees: sees(facts),
  };
  if (posix !== null) {
    if (!posix.differs) return null;
    const rule = posix.aboutUtc ? 'timezone/tz-sign-inverted' : 'timezone/tz-posix-ignored-by-go';
    return { rule, args: { ...args, suggested: posix.suggested } };
  }
  // Go found the zone in its own copy of the data, which C libraries do not have.
  const partly = source === 'own-data' ? { severity: 'warning' as const } : {};
  if (unknown?.kind === 'zoneinfo-missing') return { rule: 'timezone/zoneinfo-missing', args, ...partly };
  if (unknown?.kind === 'wrong-case') {
    return { rule: 'timezone/tz-wrong-case', args: { ...args, suggested: unknown.name } };
  }
  const known = unknown?.known ?? null;
  const suggested = unknown?.nearest ?? known?.here ?? null;
  const about = { suggested, known: known !== null, age: known?.age ?? null };
  return { rule: 'timezone/tz-unknown', args: { ...args, ...about }, ...partly };
}

function contentCause(facts: TimezoneFacts): TimezoneFinding | null {
  const { localtime } = facts;
  if (localtime === null || localtime.disagrees === null) return null;
  const { disagrees, name: content } = localtime;
  const args = { ...disagrees, content, ...place(facts), sees: sees(facts) };
  return { rule: 'timezone/name-content-disagree', args };
}

/** TZ is there and empty: UTC, whatever the image is set to. */
function emptyCause(facts: TimezoneFacts): TimezoneFinding | null {
  const { passedOver, wanted } = facts;
  if (passedOver === null) return null;
  const { zone, by } = passedOver;
  const args = { zone, by, wanted: wanted?.name ?? zone, ...place(facts) };
  return { rule: 'timezone/tz-empty', args };
}

function agedCause(facts: TimezoneFacts): TimezoneFinding | null {
  if (facts.outdated === null) return null;
  const { older, nodeHere } = facts.outdated;
  const args = { ...facts.outdated, ...place(facts), sees: sees(facts) };
  const finding = { rule: 'timezone/data-outdated', args } as const;
  // The data of this program's own Node: nobody else goes by them.
  return older === 'node' && !nodeHere ? { ...finding, severity: 'info' } : finding;
}

/** A difference between the runtimes that nothing above explains, today or in the other season. */
function differenceCause(facts: TimezoneFacts): TimezoneFinding | null {
  const { runtimes, now, settings } = facts;
  const { go, glibc, musl, node } = runtimes;
  const seen = [go, glibc, musl, ...(node === null ? [] : [node])].map((zone) => offsets(zone, now).join());
  if (new Set(seen).size < 2) return null;
  const suggested = settings.tz === null ? null : nameInPath(settings.tz);
  const args = { tz: settings.tz, tzdir: settings.tzdir, suggested, ...place(facts), sees: sees(facts) };
  const finding = { rule: 'timezone/runtimes-disagree', args } as const;
  return go.source === 'fallback' ? { ...finding, severity: 'error' } : finding;
}

function unexpected(facts: TimezoneFacts): readonly TimezoneFinding[] {
  const { expected, runtimes, now, asked, settings } = facts;
  if (expected === null || expected.holds) return [];
  const { go } = runtimes;
  const source = asked.by === 'localtime' ? origin(go) : `TZ ${JSON.stringify(settings.tz)}`;
  const offset = showOffset(go.at(now).offsetSeconds);
  const wanted = { wanted: facts.wanted?.name ?? expected.name, wantedHere: facts.wanted?.here ?? false };
  const args = { zone: go.name, expected: expected.name, ...wanted, offset, source, ...place(facts) };
  return [{ rule: 'timezone/unexpected-zone', args }];
}

function namedOtherwise({
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

function nameless(facts: TimezoneFacts): readonly TimezoneFinding[] {
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

function kept({ rotated }: TimezoneFacts): readonly TimezoneFinding[] {
  return rotated === null ? [] : [{ rule: 'timezone/rotated-since-start', args: rotated }];
}

function implausible(now: number): readonly TimezoneFinding[] {
  if (now >= EARLIEST && now < LATEST) return [];
  const day = (seconds: number) => isoDay(seconds * 1000);
  const clock = isoInstant(now * 1000);
  return [
    { rule: 'timezone/clock-implausible', args: { clock, earliest: day(EARLIEST), latest: day(LATEST) } },
  ];
}
