import type { Observed } from '../../src/core/probe.ts';
import { changedWhileRunning } from '../../src/go/running/changes.ts';
import type { Host } from '../../src/target/host.ts';
import type { Claim, ObserveContext, TimezoneFacts } from './facts.ts';
import { decodeTzif, footerOf, type Tzif } from './files/tzif.ts';
import { tzifDefect } from './files/tzif-defect.ts';
import { isUtcName, nameInPath } from './files/zone-name.ts';
import type { TimezoneReason } from './reasons.ts';
import { goZone } from './runtimes/go-zone.ts';
import { keepsUtc } from './runtimes/keeps-utc.ts';
import {
  LOCALTIME,
  type LocalTime,
  type Resolution,
  UTC_TIME,
  ZONEINFO,
  type ZoneSettings,
} from './runtimes/resolution.ts';
import { zoneSettings } from './runtimes/settings.ts';
import { readEtcTimezone, whatIsAsked } from './search/asked.ts';

/**
 * The zone, at the cost of one file where everything is plain: a name that all four runtimes read alike
 * and a valid file behind it. Anything else is looked at closely, by code that is loaded for it.
 */
export async function observe(
  host: Host,
  context: ObserveContext,
): Promise<Observed<TimezoneFacts, TimezoneReason>> {
  const settings = zoneSettings(host, context.profile.name, context.programs);
  const plain = plainFacts(host, settings, context.policy.timezone.expected);
  if (plain !== null && (await hasTodaysRule(plain.zone)))
    return { facts: { ...plain.facts, rotated: await rotatedZone(host, plain.facts) } };
  const closely = await (await import('./observe-closely.ts')).observeClosely(host, context);
  return { ...closely, facts: { ...closely.facts, rotated: await rotatedZone(host, closely.facts) } };
}

async function rotatedZone(host: Host, facts: TimezoneFacts): Promise<TimezoneFacts['rotated']> {
  if (!changedWhileRunning([facts.runtimes.go, { path: LOCALTIME }], host)) return null;
  return (await import('./files/rotated.ts')).rotated(host, facts);
}

/** The rule in the file is that of the table: Node's own data, which take long to ask, will not differ. */
async function hasTodaysRule({ path, name, rule }: PlainZone): Promise<boolean> {
  return path === null || isUtcName(name) || (await import('./database/rule-of.ts')).ruleOf(name) === rule;
}

/** A zone that needs no closer look. */
interface PlainZone {
  readonly name: string;
  /** Null where it is UTC without a file. */
  readonly path: string | null;
  /** The TZ string in its footer; empty without a file. */
  readonly rule: string;
  readonly at: (seconds: number) => LocalTime;
}

/** Null where something is out of the ordinary. */
function plainFacts(
  host: Host,
  settings: ZoneSettings,
  expected: string | null,
): { readonly facts: TimezoneFacts; readonly zone: PlainZone } | null {
  const asked = whatIsAsked(settings.tz);
  // For Node even TZ=/etc/localtime is a name, of no zone.
  // An empty TZ passes over whatever the image is set to.
  const empty = asked.by === 'utc' && asked.name === '';
  if (
    settings.tzdir !== null ||
    empty ||
    asked.by === 'path' ||
    (asked.by === 'localtime' && settings.tz !== null)
  ) {
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
  const { name, path, at } = zone;
  const all: Resolution = { source: path === null ? 'utc' : 'file', name, path, at };
  const facts: TimezoneFacts = {
    now: Math.floor(host.now() / 1000),
    settings,
    asked,
    file: zone.path === null ? null : { path: zone.path, problem: null },
    posix: null,
    unknown: null,
    meant: NOTHING_MEANT,
    wanted: null,
    passedOver: null,
    outdated: null,
    localtime:
      asked.by === 'localtime' && zone.path !== null
        ? { name: zone.name, disagrees: null, cut: false }
        : null,
    link,
    etcTimezone: claim(noted),
    expected: claim(expected),
    runtimes: { go: all, glibc: all, musl: all, node: host.node && { ...all, id: zone.name, known: true } },
    uid: host.ids.euid,
    zoneinfo: zone.path !== null,
    rotated: null,
  };
  return { facts, zone };
}

const NOTHING_MEANT = { zones: [], here: true };

const UTC: PlainZone = { name: 'UTC', path: null, rule: '', at: () => UTC_TIME };

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
  return { name, path, at, rule: ruleIn(file.ok ? decodeTzif(file.value) : null) };
}

function ruleIn(tzif: Tzif | null): string {
  return (tzif && footerOf(tzif)) ?? '';
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
