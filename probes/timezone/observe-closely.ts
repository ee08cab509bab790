import type { Deadline, Observed, ProbeContext } from '../../src/core/probe.ts';
import type { Host } from '../../src/host/host.ts';
import { type Asked, readEtcTimezone, whatIsAsked } from './asked.ts';
import { fixedOffset, hasZoneinfo, whyUnknown } from './asked-name.ts';
import type { Claim, PosixRule, Runtimes, TimezoneFacts } from './facts.ts';
import { type GlibcResolution, resolveGlibc } from './glibc.ts';
import { goZone, resolveGo } from './go.ts';
import { everyMonth, type Icu, ownIcu } from './icu.ts';
import { type Localtime, nameLocaltime } from './localtime.ts';
import { resolveMusl } from './musl.ts';
import { type NodeTools, resolveNode } from './node.ts';
import { parseGoPosix } from './posix-go.ts';
import { LOCALTIME, type Resolution, ZONEINFO, type ZoneSettings } from './resolution.ts';
import { isSameZone } from './same-zone.ts';
import { zoneSettings } from './settings.ts';
import { showOffset } from './views.ts';
import { zoneFileProblem } from './zone-file.ts';
import { type ZoneFiles, zoneFiles } from './zone-files.ts';

/** Resolves the zone as each runtime does, and looks for the reason where something does not fit. */
export async function observeClosely(
  host: Host,
  { policy, deadline }: Pick<ProbeContext<TimezoneFacts>, 'policy' | 'deadline'>,
): Promise<Observed<TimezoneFacts>> {
  const files = zoneFiles(host);
  const icu = lazy(ownIcu);
  const settings = zoneSettings(host);
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
  const glibc = resolveGlibc(files, settings);
  const posix = asked.by === 'name' && go.source === 'fallback' ? posixRule(asked.name, glibc) : null;
  // A file that is there and no good is the cause itself.
  const nothingThere =
    file?.problem != null && !['not-tzif', 'corrupt', 'unreadable'].includes(file.problem.kind);
  const unknown =
    asked.by === 'name' && go.source !== 'file' && posix === null && nothingThere
      ? await whyUnknown(files, icu(), asked.name, deadline)
      : null;
  return {
    facts: {
      now: Math.floor(host.now() / 1000),
      settings,
      asked,
      file,
      posix,
      unknown,
      localtime,
      link: link.ok ? link.value : null,
      etcTimezone: settings.tz === null ? claim(readEtcTimezone(host)) : null,
      expected: claim(policy.timezone.expected),
      runtimes: resolveAll(files, settings, localtime, {
        // A name that is not what the file holds: Node goes by the name and has its own data for it.
        exact: localtime?.disagrees != null,
        icu,
        nameByContent: () => (localtime ?? nameIfGood(host, files, icu, deadline))?.name ?? null,
      }),
      uid: host.ids.euid,
      zoneinfo: hasZoneinfo(files),
    },
    ...(localtime?.cut
      ? { incomplete: 'the deadline came while /etc/localtime was compared with zoneinfo' }
      : {}),
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
  tools: NodeTools,
): Runtimes {
  return {
    go: withName(resolveGo(files, settings), localtime),
    glibc: withName(resolveGlibc(files, settings), localtime),
    musl: withName(resolveMusl(files, settings), localtime),
    node: resolveNode(files, settings, tools),
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

function lazy(make: () => Icu): () => Icu {
  let made: Icu | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
