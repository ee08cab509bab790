import type { Observed, ProbeContext } from '../../src/core/probe.ts';
import type { Host } from '../../src/host/host.ts';
import { fixedOffset, hasZoneinfo, type UnknownName, whyUnknown } from './asked-name.ts';
import { type GlibcResolution, resolveGlibc } from './glibc.ts';
import { resolveGo } from './go.ts';
import { type Icu, MONTHS, ownIcu } from './icu.ts';
import { type Localtime, nameLocaltime } from './localtime.ts';
import { resolveMusl } from './musl.ts';
import { type NodeResolution, resolveNode } from './node.ts';
import { parseGoPosix } from './posix-go.ts';
import { LOCALTIME, type Resolution, ZONEINFO, type ZoneSettings } from './resolution.ts';
import { isSameZone } from './same-zone.ts';
import { zoneSettings } from './settings.ts';
import { showOffset } from './views.ts';
import { type ZoneFileProblem, zoneFileProblem } from './zone-file.ts';
import { type ZoneFiles, zoneFiles } from './zone-files.ts';
import { isUtcName } from './zone-name.ts';

export interface TimezoneFacts {
  /** The clock, seconds since 1970. */
  readonly now: number;
  readonly settings: ZoneSettings;
  /** What decides, by TZ or for want of it. */
  readonly asked: Asked;
  /** The file that was asked for, and what is wrong with it; null where no file was. */
  readonly file: { readonly path: string; readonly problem: ZoneFileProblem | null } | null;
  /** Set where TZ is a POSIX rule that C libraries read and Go does not. */
  readonly posix: PosixRule | null;
  /** Set where TZ is no such rule either, and Go found no file for it. */
  readonly unknown: UnknownName | null;
  /** What /etc/localtime is, where it decides. */
  readonly localtime: Localtime | null;
  /** Target of the link /etc/localtime. */
  readonly link: string | null;
  /** The zone that /etc/timezone names, and whether Go has it; null where there is none or TZ is set. */
  readonly etcTimezone: Claim | null;
  /** The zone that the policy expects. */
  readonly expected: Claim | null;
  readonly runtimes: Runtimes;
  readonly uid: number;
  readonly zoneinfo: boolean;
}

/** Somebody's word for what the zone is. */
export interface Claim {
  readonly name: string;
  readonly holds: boolean;
}

export interface Runtimes {
  readonly go: Resolution;
  readonly glibc: Resolution;
  readonly musl: Resolution;
  readonly node: NodeResolution;
}

/** How the zone is asked for: `name` without the colon that may stand before it. */
export type Asked =
  | { readonly by: 'localtime' }
  | { readonly by: 'utc' }
  | { readonly by: 'path' | 'name'; readonly name: string };

/**
 * Reads what the runtimes read: one zone file where all is well. Directories are searched, and ICU is
 * asked, only where something does not fit.
 */
export async function observe(
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
  const named = localtime === null ? go : { ...go, name: localtime.name };
  const zone = { name: named.name, bytes: bytesOf(files, go.path), at: go.at };
  const claim = (name: string | null): Claim | null =>
    name === null ? null : { name, holds: isSameZone(files, icu, zone, name) };
  const glibc = resolveGlibc(files, settings);
  const posix = asked.by === 'name' && go.source === 'fallback' ? posixRule(asked.name, glibc) : null;
  const unknown =
    asked.by === 'name' && go.source !== 'file' && posix === null
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
      runtimes: {
        go: named,
        glibc: withName(glibc, localtime),
        musl: withName(resolveMusl(files, settings), localtime),
        node: resolveNode(files, settings, {
          // A name that is not what the file holds: Node goes by the name and has its own data for it.
          exact: localtime?.disagrees != null,
          icu,
          nameByContent: () => localtime?.name ?? null,
        }),
      },
      uid: host.ids.euid,
      zoneinfo: hasZoneinfo(files),
    },
    ...(localtime?.cut
      ? { incomplete: 'the deadline came while /etc/localtime was compared with zoneinfo' }
      : {}),
  };
}

/** A TZ such as `CST-8`. */
export interface PosixRule {
  /** It names UTC or GMT with an offset, which people write with the sign of ISO 8601. */
  readonly aboutUtc: boolean;
  /** It means something else than UTC. */
  readonly differs: boolean;
  /** A zone of the database that means the same, or what was meant. */
  readonly suggested: string | null;
}

function posixRule(tz: string, glibc: GlibcResolution): PosixRule | null {
  const differs = MONTHS.some((t) => glibc.at(t).offsetSeconds !== 0);
  if (glibc.source !== 'posix' || !(differs || parseGoPosix(tz) !== null)) return null;
  const aboutUtc = /^(?:UTC|GMT|UT|Z)[+-]?\d/i.test(tz);
  const constant = MONTHS.every((t) => glibc.at(t).offsetSeconds === glibc.standardOffset);
  const same = constant ? fixedOffset(showOffset(glibc.standardOffset)) : null;
  return { aboutUtc, differs, suggested: aboutUtc ? fixedOffset(tz) : same };
}

function whatIsAsked(tz: string | null): Asked {
  if (tz === null) return { by: 'localtime' };
  const name = tz.replace(/^:/, '');
  if (name === LOCALTIME) return { by: 'localtime' };
  if (name === '' || isUtcName(name)) return { by: 'utc' };
  return { by: name.startsWith('/') ? 'path' : 'name', name };
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

/** The first line of /etc/timezone, which none of the four runtimes reads, but Java and tools do. */
function readEtcTimezone(host: Host): string | null {
  const file = host.readFile('/etc/timezone', { maxBytes: 4096 });
  const [line = ''] = file.ok ? file.value.toString('utf8').split('\n') : [];
  return line.trim() === '' ? null : line.trim();
}

function lazy(make: () => Icu): () => Icu {
  let made: Icu | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
