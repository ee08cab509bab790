import { once } from '../../src/core/once.ts';
import type { Deadline, Observed } from '../../src/core/probe.ts';
import { Turns } from '../../src/core/time/turns.ts';
import type { Host } from '../../src/target/host.ts';
import { mayBeOutdated } from './database/may-be-outdated.ts';
import { type Choice, choiceHere, wantedHere } from './database/names-here.ts';
import { outdated } from './database/outdated.ts';
import { tableZones } from './database/table-zones.ts';
import type { Claim, ObserveContext, PosixRule, Runtimes, TimezoneFacts } from './facts.ts';
import { isMountPoint, type Localtime, nameLocaltime } from './files/localtime.ts';
import { zoneFileProblem } from './files/zone-file.ts';
import { type ZoneFiles, zoneFiles } from './files/zone-files.ts';
import { isUtcName, nameInPath } from './files/zone-name.ts';
import { parseGoPosix } from './posix/posix-go.ts';
import type { TimezoneReason } from './reasons.ts';
import { type GlibcResolution, resolveGlibc } from './runtimes/glibc.ts';
import { resolveGo } from './runtimes/go.ts';
import { goZone } from './runtimes/go-zone.ts';
import { everyMonth, type Icu, ownIcu } from './runtimes/icu.ts';
import { keepsUtc } from './runtimes/keeps-utc.ts';
import { resolveMusl } from './runtimes/musl.ts';
import { type NodeTools, resolveNode } from './runtimes/node.ts';
import { LOCALTIME, type Resolution, ZONEINFO, type ZoneSettings } from './runtimes/resolution.ts';
import { zoneSettings } from './runtimes/settings.ts';
import { showOffset } from './runtimes/views.ts';
import { type Asked, readEtcTimezone, whatIsAsked } from './search/asked.ts';
import { fixedOffset, hasZoneinfo, type UnknownName, whyUnknown } from './search/asked-name.ts';
import { type Meant, zoneOfPosixRule, zonesOfAbbreviation } from './search/guess.ts';
import { isSameZone } from './search/same-zone.ts';

/** Resolves the zone as each runtime does, and looks for the reason where something does not fit. */
export async function observeClosely(
  host: Host,
  { policy, deadline, profile, programs, breathe }: ObserveContext,
): Promise<Observed<TimezoneFacts, TimezoneReason>> {
  // Between the steps of it others have their turn: each takes some milliseconds of its own.
  const pause = async () => breathe?.();
  const turns = breathe ? new Turns(host.monotonic, breathe) : null;
  await pause();
  const files = zoneFiles(host);
  const icu = once(host.node === null ? tableZones : ownIcu);
  const settings = zoneSettings(host, profile.name, programs);
  const now = Math.floor(host.now() / 1000);
  const asked = whatIsAsked(settings.tz);
  const go = resolveGo(files, settings);
  const path = pathOf(asked, go);
  const file = path === null ? null : { path, problem: zoneFileProblem(files, path) };
  const link = files.readlink(LOCALTIME);
  const localtime =
    asked.by === 'localtime' && go.source === 'file'
      ? nameLocaltime(host, files, icu, go.at, deadline)
      : null;
  const zone = {
    name: localtime === null ? go.name : localtime.name,
    bytes: bytesOf(files, go.path),
    at: go.at,
  };
  const claim = (name: string | null): Claim | null =>
    name === null ? null : { name, holds: isSameZone(files, icu, zone, name) };
  await pause();
  const glibc = resolveGlibc(files, settings);
  const posix = asked.by === 'name' && go.source === 'fallback' ? posixRule(asked.name, glibc) : null;
  // A file that is there and no good is the cause itself.
  const nothingThere =
    file?.problem != null && !['not-tzif', 'corrupt', 'unreadable'].includes(file.problem.kind);
  const unknown =
    asked.by === 'name' && go.source !== 'file' && posix === null && nothingThere
      ? await whyUnknown(files, icu(), asked.name, deadline, turns)
      : null;
  await pause();
  const etcTimezone = settings.tz === null ? claim(readEtcTimezone(host)) : null;
  const suspect =
    go.source === 'file' &&
    go.path !== null &&
    zone.name !== null &&
    mayBeOutdated(files, zone.name, go.path);
  await pause();
  const runtimes = resolveAll(
    files,
    settings,
    localtime,
    host.node && {
      // A name that is not what the file holds: Node goes by the name and has its own data for it.
      exact: localtime?.disagrees != null || suspect,
      icu,
      nameByContent: () => (localtime ?? nameIfGood(host, files, icu, deadline))?.name ?? null,
    },
  );
  await pause();
  const named = policy.timezone.expected ?? namedBeside(asked, link.ok ? link.value : null, etcTimezone);
  const wanted = named === null ? null : await wantedHere(files, icu(), named, deadline, turns);
  return {
    facts: {
      now,
      settings,
      asked,
      file: file?.problem ? { ...file, mounted: isMountPoint(host, file.path) === true } : file,
      posix,
      unknown,
      meant: whatIsMeant(
        files,
        icu,
        asked,
        posix,
        unknown,
        policy.timezone.expected === null ? null : wanted,
      ),
      wanted,
      passedOver: asked.by === 'utc' && asked.name === '' ? passedOver(host, files, icu, deadline) : null,
      outdated: suspect ? outdated(host, icu(), runtimes) : null,
      localtime,
      link: link.ok ? link.value : null,
      etcTimezone,
      expected: claim(policy.timezone.expected),
      runtimes,
      uid: host.ids.euid,
      zoneinfo: hasZoneinfo(files),
      rotated: null,
    },
    ...(localtime?.cut ? { incomplete: { code: 'comparison-cut', data: {} } } : {}),
  };
}

/** /etc/localtime where TZ decides: Node may look at it all the same, and the facts show it. */
export function nameIfGood(
  host: Host,
  files: ZoneFiles,
  icu: () => Icu,
  deadline: Deadline,
): Localtime | null {
  const file = files.read(LOCALTIME);
  const at = file.ok ? goZone(file.value) : null;
  return at === null ? null : nameLocaltime(host, files, icu, at, deadline);
}

/** The zone of every runtime; where it is the one of /etc/localtime, with the name that was found for it. */
export function resolveAll(
  files: ZoneFiles,
  settings: ZoneSettings,
  localtime: Localtime | null,
  tools: NodeTools | null,
): Runtimes {
  return {
    go: withName(resolveGo(files, settings), localtime),
    glibc: withName(resolveGlibc(files, settings), localtime),
    musl: withName(resolveMusl(files, settings), localtime),
    node: tools && resolveNode(files, settings, tools),
  };
}

function posixRule(tz: string, glibc: GlibcResolution): PosixRule | null {
  const differs = everyMonth().some((t) => glibc.at(t).offsetSeconds !== 0);
  if (glibc.source !== 'posix' || !(differs || parseGoPosix(tz) !== null)) return null;
  const aboutUtc = /^(?:UTC|GMT|UT|Z)[+-]?\d/i.test(tz);
  const constant = everyMonth().every((t) => glibc.at(t).offsetSeconds === glibc.standardOffset);
  const same = constant ? fixedOffset(showOffset(glibc.standardOffset)) : null;
  return { aboutUtc, differs, suggested: aboutUtc ? fixedOffset(tz) : same };
}

/** Who names a zone where TZ does not. */
function namedBeside(asked: Asked, link: string | null, etcTimezone: Claim | null): string | null {
  if (asked.by !== 'localtime') return null;
  return (link === null ? null : nameInPath(link)) ?? etcTimezone?.name ?? null;
}

/** Zones that a TZ may mean for which there is no file. */
function whatIsMeant(
  files: ZoneFiles,
  icu: () => Icu,
  asked: Asked,
  posix: PosixRule | null,
  unknown: UnknownName | null,
  demanded: TimezoneFacts['wanted'],
): Choice {
  if (asked.by === 'localtime' || (posix === null && unknown?.kind !== 'unknown')) {
    return { zones: [], here: true };
  }
  // What the policy demands is what is meant, whatever the word is like.
  if (demanded !== null) return { zones: [{ zone: demanded.name, where: '' }], here: demanded.here };
  const suggested = posix?.suggested ?? (unknown?.kind === 'unknown' ? unknown.nearest : null);
  const rule = zoneOfPosixRule(asked.name);
  const zones: readonly Meant[] =
    suggested !== null
      ? [{ zone: suggested, where: '' }]
      : rule !== null
        ? [{ zone: rule, where: '' }]
        : zonesOfAbbreviation(asked.name);
  return choiceHere(files, icu(), zones);
}

/** The zone that would be in force if TZ were not there. */
function passedOver(
  host: Host,
  files: ZoneFiles,
  icu: () => Icu,
  deadline: Deadline,
): TimezoneFacts['passedOver'] {
  const file = files.read(LOCALTIME);
  const at = file.ok ? goZone(file.value) : null;
  if (at !== null) {
    if (keepsUtc(at)) return null;
    const { name } = nameLocaltime(host, files, icu, at, deadline);
    return { zone: name ?? at(0).abbreviation, by: LOCALTIME };
  }
  const noted = readEtcTimezone(host);
  return noted === null || isUtcName(noted) ? null : { zone: noted, by: '/etc/timezone' };
}

function pathOf(asked: Asked, go: Resolution): string | null {
  if (asked.by === 'utc') return null;
  if (asked.by === 'localtime') return LOCALTIME;
  if (asked.by === 'path') return asked.name;
  // Where Go took its own copy of the data, the file that is missing is still the system's.
  return go.source === 'file' ? go.path : `${ZONEINFO}/${asked.name}`;
}

function bytesOf(files: ZoneFiles, path: string | null): Buffer | null {
  const file = path === null ? null : files.read(path);
  return file?.ok ? file.value : null;
}

function withName<R extends Resolution>(resolution: R, localtime: Localtime | null): R {
  return resolution.path === LOCALTIME && localtime !== null
    ? { ...resolution, name: localtime.name }
    : resolution;
}
