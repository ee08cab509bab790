import type { Observed, ProbeContext } from '../../src/core/probe.ts';
import type { Host } from '../../src/host/host.ts';
import { readEtcTimezone, whatIsAsked } from './asked.ts';
import type { Claim, TimezoneFacts } from './facts.ts';
import { goZone } from './go.ts';
import { keepsUtc } from './keeps-utc.ts';
import { LOCALTIME, type LocalTime, type Resolution, UTC_TIME, ZONEINFO } from './resolution.ts';
import { zoneSettings } from './settings.ts';
import { decodeTzif, footerOf } from './tzif.ts';
import { tzifDefect } from './tzif-defect.ts';
import { isUtcName, nameInPath } from './zone-name.ts';

/**
 * The zone, at the cost of one file where everything is plain: a name that all four runtimes read alike
 * and a valid file behind it. Anything else is looked at closely, by code that is loaded for it.
 */
export async function observe(
  host: Host,
  context: Pick<ProbeContext<TimezoneFacts>, 'policy' | 'deadline'>,
): Promise<Observed<TimezoneFacts>> {
  const facts = plainFacts(host, context.policy.timezone.expected);
  return facts === null ? (await import('./observe-closely.ts')).observeClosely(host, context) : { facts };
}

/** A zone that needs no closer look. */
interface PlainZone {
  readonly name: string;
  /** Null where it is UTC without a file. */
  readonly path: string | null;
  readonly at: (seconds: number) => LocalTime;
}

/** Null where something is out of the ordinary. */
function plainFacts(host: Host, expected: string | null): TimezoneFacts | null {
  const settings = zoneSettings(host);
  const asked = whatIsAsked(settings.tz);
  // For Node even TZ=/etc/localtime is a name, of no zone.
  if (settings.tzdir !== null || asked.by === 'path' || (asked.by === 'localtime' && settings.tz !== null)) {
    return null;
  }
  const target = host.readlink(LOCALTIME);
  const link = target.ok ? target.value : null;
  const absent = !target.ok && target.error.code === 'ENOENT';
  const zone = asked.by === 'localtime' ? linkedZone(host, link, absent) : namedZone(host, asked.name);
  if (zone === null) return null;
  const noted = settings.tz === null ? readEtcTimezone(host) : null;
  const same = (name: string | null) =>
    name === null || name === zone.name || (isUtcName(name) && isUtcName(zone.name));
  if (!same(noted) || !same(expected)) return null;
  const claim = (name: string | null): Claim | null => (name === null ? null : { name, holds: true });
  const all: Resolution = { source: zone.path === null ? 'utc' : 'file', ...zone };
  return {
    now: Math.floor(host.now() / 1000),
    settings,
    asked,
    file: zone.path === null ? null : { path: zone.path, problem: null },
    posix: null,
    unknown: null,
    localtime:
      asked.by === 'localtime' && zone.path !== null
        ? { name: zone.name, disagrees: null, cut: false }
        : null,
    link,
    etcTimezone: claim(noted),
    expected: claim(expected),
    runtimes: { go: all, glibc: all, musl: all, node: { ...all, id: zone.name, known: true } },
    uid: host.ids.euid,
    zoneinfo: zone.path !== null,
  };
}

const UTC: PlainZone = { name: 'UTC', path: null, at: () => UTC_TIME };

/** /etc/localtime as a link into zoneinfo, or not there at all. */
function linkedZone(host: Host, link: string | null, absent: boolean): PlainZone | null {
  if (absent) return UTC;
  const name = link === null ? null : nameInPath(link);
  if (name === null || !(isPlainName(name) || isUtcName(name))) return null;
  const zone = plainZone(host, name, LOCALTIME);
  // A file from another file system was probably mounted over the one that the link names.
  const file = host.stat(LOCALTIME);
  const directory = host.stat(ZONEINFO);
  return file.ok && directory.ok && file.value.dev === directory.value.dev ? zone : null;
}

/** What TZ names: UTC needs no file, but where there is one glibc reads it. */
function namedZone(host: Host, name: string): PlainZone | null {
  if (name === '') return UTC;
  const path = `${ZONEINFO}/${name}`;
  if (isUtcName(name) && !host.stat(path).ok) return name === 'UTC' ? UTC : null;
  return isUtcName(name) || isPlainName(name) ? plainZone(host, name, path) : null;
}

/**
 * A name that Node and musl, too, take for one: no digits but two at the end, no dots, nothing that begins
 * like a POSIX string, and no folder of the leap-second variants.
 */
function isPlainName(name: string): boolean {
  return /^[A-Z][A-Za-z]+(?:\/[A-Za-z_+-]+)+\d{0,2}$/.test(name) && name.length < 64;
}

function plainZone(host: Host, name: string, path: string): PlainZone | null {
  const file = host.readFile(path, { maxBytes: 64 * 1024 });
  const at = file.ok && isPlainFile(file.value) ? goZone(file.value) : null;
  if (at === null || isUtcName(name) !== (keepsUtc(at) && at(0).abbreviation === 'UTC')) return null;
  return { name, path, at };
}

/**
 * A valid file of version 2 or 3 that leaves no room for reading it in different ways: with a TZ string
 * (musl takes an empty one for UTC), and with transitions where there are several types.
 */
function isPlainFile(bytes: Buffer): boolean {
  const tzif = decodeTzif(bytes);
  if (tzif?.block == null || (tzif.version !== 0x32 && tzif.version !== 0x33)) return false;
  if (tzif.block.times.length === 0 && tzif.block.types.length !== 1) return false;
  return footerOf(tzif) !== '' && tzifDefect(bytes) === null;
}
