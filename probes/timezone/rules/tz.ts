import type { Platform } from '../../../src/core/platform.ts';
import { command, setEnv, takeOut } from '../../../src/core/remedy/forms.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { bringZone, EMBED, installData, type Place, pickZone, setZone } from '../remedies.ts';
import { tellViews, type View } from '../runtimes/views.ts';
import { SETTING } from './restart.ts';

/** What every finding about TZ carries. */
export interface TzEvidence {
  /** The value of TZ. */
  readonly tz: string;
  readonly decides: Place['decides'];
  readonly etcTimezone: boolean;
  readonly zoneinfo: boolean;
  readonly sees: readonly View[];
  /** Zones that may be meant, and whether these are names that the machine has files for. */
  readonly meant: readonly MeantZone[];
  readonly meantHere: boolean;
  /** Where Go has the zone from, beside the system's data: a program, or the archive of a toolchain. */
  readonly goData: string | null;
  readonly [key: string]: string | null | boolean | readonly View[] | readonly MeantZone[];
}

type MeantZone = { readonly zone: string; readonly where: string };

const GO_UTC = [
  { offset: 'UTC', runtimes: ['Go'] },
  { offset: '+08:00', runtimes: ['glibc', 'musl', 'Node'] },
] as const;
const ALL_UTC = [{ offset: 'UTC', runtimes: ['Go', 'glibc', 'musl', 'Node'] }] as const;

const DECIDES = { decides: 'tz', etcTimezone: false, zoneinfo: true } as const;
const PLACE = { ...DECIDES, goData: null } as const;
const meant = (zone: string) => ({ meant: [{ zone, where: '' }], meantHere: true }) as const;
const NONE_MEANT = { meant: [], meantHere: true } as const;

const setTz = (zone: string, why = '') => setEnv({ TZ: zone }, why);

function setHere(zone: string, isHere: boolean, platform: Platform, why: string): readonly Remedy[] {
  return isHere ? setTz(zone, why) : bringZone(zone, platform, why);
}

/** Every zone that may be meant, and UTC, which is what they see now, where nothing is known. */
function setMeant({ tz, meant: zones, meantHere }: TzEvidence, platform: Platform): readonly Remedy[] {
  const set = zones.flatMap(({ zone, where }) =>
    setHere(zone, meantHere, platform, where === '' ? '' : `${tz} of ${where}`),
  );
  return set.length > 0 ? set : setTz('Etc/UTC', 'what is seen now; or the name of the zone that is meant');
}

/** A name that the database has, and these data do not: they are old, or it is in a package of its own. */
function bringName(
  tz: string,
  suggested: string | null,
  age: string | null,
  platform: Platform,
): readonly Remedy[] {
  const why = age === 'newer' ? 'the name that these data have, until they are upgraded' : '';
  const newer = suggested === null ? [] : setTz(suggested, why);
  const install =
    age === 'old' && hasLegacyPackage(platform)
      ? command('apt-get update && apt-get install -y --no-install-recommends tzdata-legacy', {
          needs: ['network', 'program:apt-get'],
          why: `${tz} is one of the old names`,
        })
      : installData(platform);
  return [...newer, ...install];
}

/** Debian 13, testing (which has no VERSION_ID) and Ubuntu 24.04 have the old names in a package of their own. */
function hasLegacyPackage({ os, osVersion }: Platform): boolean {
  if (os === 'ubuntu') return Number(osVersion) >= 24.04;
  return os === 'debian' && (osVersion === null || Number(osVersion) >= 13);
}

/** Whoever does not see these data may see others. */
function ofOneProgram(goData: string | null): string {
  if (goData === null) return '';
  return goData.endsWith('.zip')
    ? ` What Go sees is in ${goData}: only programs that were built here, without -trimpath, look there.`
    : ` What Go sees is inside ${goData}.`;
}

/** Defects of the TZ variable. */
export const tzRules = {
  'zoneinfo-missing': rule<TzEvidence>({
    title: 'TZ names a zone, but the zone data are not installed',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where Go has data of its own' }],
    cause:
      'TZ holds a name only; what it means is in /usr/share/zoneinfo. Slim and distroless images may not have it. Go, glibc and musl then use UTC and say nothing; Node brings its own data, so one container keeps two clocks.',
    says: ['unknown time zone', 'missing Location in call to Time.In'],
    message: ({ tz, sees, goData }) =>
      `TZ='${tz}', but there are no zone data in /usr/share/zoneinfo. ${tellViews(sees)}${ofOneProgram(goData)}`,
    remedies: (_, platform) => [...installData(platform), ...EMBED],
    restart: SETTING,
    example: {
      tz: 'Asia/Shanghai',
      ...PLACE,
      ...NONE_MEANT,
      zoneinfo: false,
      sees: [
        { offset: 'UTC', runtimes: ['Go', 'glibc', 'musl'] },
        { offset: '+08:00', runtimes: ['Node'] },
      ],
    },
  }),
  'tz-unknown': rule<TzEvidence & { suggested: string | null; known: boolean; age: 'old' | 'newer' | null }>({
    title: 'TZ names no zone of this container',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where Go has data of its own' }],
    cause:
      'There is no file of that name in the zone data: a typing error, quotes or blanks that an env file kept, an abbreviation (CST), an offset (+08:00), or an old name that Debian 13 has moved to tzdata-legacy (US/Eastern, PRC). Go and musl use UTC; glibc keeps an offset of 0 under a made-up name.',
    says: ['unknown time zone', 'missing Location in call to Time.In'],
    message: ({ tz, suggested, known, age, sees, goData }) => {
      const why = known
        ? age === 'newer'
          ? 'is newer than the zone data of this container'
          : `is ${age === 'old' ? 'an old name of a zone' : 'a zone'}, but the zone data of this container lack it`
        : 'names no zone';
      const how = known ? (age === 'newer' ? 'They have it as' : 'It is there as') : '';
      const hint = suggested === null ? '' : known ? ` ${how} ${suggested}.` : ` ${suggested} may be meant.`;
      return `TZ='${tz}' ${why}.${hint} ${tellViews(sees)}${ofOneProgram(goData)}`;
    },
    remedies: (e, platform) =>
      e.known ? bringName(e.tz, e.suggested, e.age, platform) : setMeant(e, platform),
    restart: SETTING,
    example: {
      tz: 'Asia/Shangai',
      suggested: 'Asia/Shanghai',
      known: false,
      age: null,
      ...PLACE,
      ...meant('Asia/Shanghai'),
      sees: ALL_UTC,
    },
  }),
  'tz-empty': rule<{ zone: string; by: string; wanted: string } & Place>({
    title: 'TZ is set and empty, which means UTC',
    severity: 'warning',
    otherwise: [{ severity: 'error', when: 'where the policy asks for a zone' }],
    cause:
      'A variable that is set to nothing is not a variable that is not set: Go, glibc, musl and Node all take TZ= for UTC and do not look at /etc/localtime. Templates and env files leave such variables behind.',
    message: ({ zone, by }) =>
      `TZ is set and empty, which means UTC; ${by} ${by === '/etc/localtime' ? 'is' : 'names'} ${zone}, and nobody looks at it.`,
    remedies: ({ wanted, by, ...at }, platform) => [
      ...setZone(pickZone(wanted), at, platform),
      ...(by === '/etc/localtime' ? [takeOut('TZ')] : []),
    ],
    restart: SETTING,
    example: { zone: 'Europe/Berlin', by: '/etc/localtime', wanted: 'Europe/Berlin', ...DECIDES },
  }),
  'tz-wrong-case': rule<TzEvidence & { suggested: string }>({
    title: 'TZ is spelled in the wrong case',
    severity: 'error',
    cause:
      "Zone names are file names: capital and small letters count. On a file system that does not tell them apart (a developer's machine) the same value works.",
    message: ({ tz, suggested, sees }) =>
      `TZ='${tz}', but the zone is called ${suggested}. ${tellViews(sees)}`,
    remedies: ({ suggested }) => setTz(suggested),
    restart: SETTING,
    example: {
      tz: 'asia/shanghai',
      suggested: 'Asia/Shanghai',
      ...PLACE,
      ...NONE_MEANT,
      sees: ALL_UTC,
    },
  }),
  'tz-posix-ignored-by-go': rule<TzEvidence & { suggested: string | null }>({
    title: 'TZ is a POSIX rule, which Go does not read',
    severity: 'error',
    cause:
      'C libraries read strings such as CST-8 or EST5EDT,M3.2.0,M11.1.0. Go knows names and files only: it uses UTC and says nothing.',
    message: ({ tz, sees }) => `TZ='${tz}' is a POSIX rule. ${tellViews(sees)}`,
    remedies: setMeant,
    restart: SETTING,
    example: { tz: 'CST-8', suggested: 'Etc/GMT-8', ...PLACE, ...meant('Etc/GMT-8'), sees: GO_UTC },
  }),
  'tz-sign-inverted': rule<TzEvidence & { suggested: string | null }>({
    title: 'TZ has the sign of POSIX, which is the opposite of ISO 8601',
    severity: 'error',
    cause:
      'In a POSIX rule the number says how far the zone lies behind UTC: UTC+8 is eight hours west, in the Pacific, not in China. C libraries and Node follow that; Go reads no POSIX rule and uses UTC. Nobody sees what was meant.',
    message: ({ tz, sees }) => `TZ='${tz}' is a POSIX rule, whose sign is turned round. ${tellViews(sees)}`,
    remedies: (e, platform) =>
      e.suggested === null
        ? setMeant(e, platform)
        : [
            ...setHere(e.suggested, e.meantHere, platform, 'as ISO 8601 reads the sign'),
            ...setHere(
              turned(e.suggested),
              e.meantHere,
              platform,
              'as POSIX reads it: what C libraries and Node see now',
            ),
          ],
    restart: SETTING,
    example: {
      tz: 'UTC+8',
      suggested: 'Etc/GMT-8',
      ...PLACE,
      ...meant('Etc/GMT-8'),
      sees: [
        { offset: 'UTC', runtimes: ['Go'] },
        { offset: '-08:00', runtimes: ['glibc', 'musl', 'Node'] },
      ],
    },
  }),
} as const satisfies RuleSet;

/** The same hours on the other side of UTC. */
function turned(zone: string): string {
  return zone.replace(/[+-](?=\d+$)/, (sign) => (sign === '+' ? '-' : '+'));
}
