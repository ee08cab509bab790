import type { Platform } from '../../src/core/platform.ts';
import { command, setEnv } from '../../src/core/remedy/forms.ts';
import type { Remedy } from '../../src/core/remedy/remedy.ts';
import { type RuleSet, rule } from '../../src/core/rule.ts';
import { zoneOfPosixRule, zonesOfAbbreviation } from './guess.ts';
import { SETTING } from './prose.ts';
import { EMBED, installData, type Place } from './remedies.ts';
import { tellViews, type View } from './views.ts';

/** What every finding about TZ carries. */
export interface TzEvidence {
  /** The value of TZ. */
  readonly tz: string;
  readonly decides: Place['decides'];
  readonly etcTimezone: boolean;
  readonly zoneinfo: boolean;
  readonly sees: readonly View[];
  readonly [key: string]: string | null | boolean | readonly View[];
}

const GO_UTC = [
  { offset: 'UTC', runtimes: ['Go'] },
  { offset: '+08:00', runtimes: ['glibc', 'musl', 'Node'] },
] as const;
const ALL_UTC = [{ offset: 'UTC', runtimes: ['Go', 'glibc', 'musl', 'Node'] }] as const;

const PLACE = { decides: 'tz', etcTimezone: false, zoneinfo: true } as const;

const setTz = (zone: string, why = '') => setEnv({ TZ: zone }, why);

/** Every zone that may be meant, and UTC, which is what they see now, where nothing is known. */
function setMeant(tz: string, suggested: string | null): readonly Remedy[] {
  if (suggested !== null) return setTz(suggested);
  const meant = zonesOfAbbreviation(tz).flatMap(({ zone, where }) => setTz(zone, `${tz} of ${where}`));
  const rule = zoneOfPosixRule(tz);
  if (rule !== null) return setTz(rule);
  return meant.length > 0
    ? meant
    : setTz('Etc/UTC', 'what is seen now; or the name of the zone that is meant');
}

/** A name that the database has, and these data do not: they are old, or it is in a package of its own. */
function bringName(tz: string, suggested: string | null, platform: Platform): readonly Remedy[] {
  const newer = suggested === null ? [] : setTz(suggested);
  const { family, os, osVersion } = platform;
  const release = Number(osVersion);
  const legacy = family === 'debian' && (os === 'ubuntu' ? release >= 24.04 : release >= 13);
  const install = legacy
    ? command('apt-get update && apt-get install -y --no-install-recommends tzdata-legacy', {
        needs: ['network', 'program:apt-get'],
        why: `${tz} is one of the old names`,
      })
    : installData(platform);
  return [...newer, ...install];
}

/** Defects of the TZ variable. */
export const tzRules = {
  'zoneinfo-missing': rule<TzEvidence>({
    title: 'TZ names a zone, but the zone data are not installed',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where Go has data of its own' }],
    cause:
      'TZ holds a name only; what it means is in /usr/share/zoneinfo. Slim and distroless images may not have it. Go, glibc and musl then use UTC and say nothing; Node brings its own data, so one container keeps two clocks.',
    message: ({ tz, sees }) =>
      `TZ='${tz}', but there are no zone data in /usr/share/zoneinfo. ${tellViews(sees)}`,
    remedies: (_, platform) => [...installData(platform), EMBED],
    restart: SETTING,
    example: {
      tz: 'Asia/Shanghai',
      ...PLACE,
      zoneinfo: false,
      sees: [
        { offset: 'UTC', runtimes: ['Go', 'glibc', 'musl'] },
        { offset: '+08:00', runtimes: ['Node'] },
      ],
    },
  }),
  'tz-unknown': rule<TzEvidence & { suggested: string | null; known: boolean }>({
    title: 'TZ names no zone of this container',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where Go has data of its own' }],
    cause:
      'There is no file of that name in the zone data: a typing error, quotes or blanks that an env file kept, an abbreviation (CST), an offset (+08:00), or an old name that Debian 13 has moved to tzdata-legacy (US/Eastern, PRC). Go and musl use UTC; glibc keeps an offset of 0 under a made-up name.',
    message: ({ tz, suggested, known, sees }) => {
      const why = known ? 'is a zone, but the zone data of this container lack it' : 'names no zone';
      const hint =
        suggested === null ? '' : known ? ` Its newer name is ${suggested}.` : ` ${suggested} may be meant.`;
      return `TZ='${tz}' ${why}.${hint} ${tellViews(sees)}`;
    },
    remedies: ({ tz, suggested, known }, platform) =>
      known ? bringName(tz, suggested, platform) : setMeant(tz, suggested),
    restart: SETTING,
    example: { tz: 'Asia/Shangai', suggested: 'Asia/Shanghai', known: false, ...PLACE, sees: ALL_UTC },
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
    example: { tz: 'asia/shanghai', suggested: 'Asia/Shanghai', ...PLACE, sees: ALL_UTC },
  }),
  'tz-posix-ignored-by-go': rule<TzEvidence & { suggested: string | null }>({
    title: 'TZ is a POSIX rule, which Go does not read',
    severity: 'error',
    cause:
      'C libraries read strings such as CST-8 or EST5EDT,M3.2.0,M11.1.0. Go knows names and files only: it uses UTC and says nothing.',
    message: ({ tz, sees }) => `TZ='${tz}' is a POSIX rule. ${tellViews(sees)}`,
    remedies: ({ tz, suggested }) => setMeant(tz, suggested),
    restart: SETTING,
    example: { tz: 'CST-8', suggested: 'Etc/GMT-8', ...PLACE, sees: GO_UTC },
  }),
  'tz-sign-inverted': rule<TzEvidence & { suggested: string | null }>({
    title: 'TZ has the sign of POSIX, which is the opposite of ISO 8601',
    severity: 'error',
    cause:
      'In a POSIX rule the number says how far the zone lies behind UTC: UTC+8 is eight hours west, in the Pacific, not in China. C libraries and Node follow that; Go reads no POSIX rule and uses UTC. Nobody sees what was meant.',
    message: ({ tz, sees }) => `TZ='${tz}' is a POSIX rule, whose sign is turned round. ${tellViews(sees)}`,
    remedies: ({ tz, suggested }) =>
      suggested === null
        ? setMeant(tz, null)
        : [
            ...setTz(suggested, 'as ISO 8601 reads the sign'),
            ...setTz(turned(suggested), 'as POSIX reads it: what C libraries and Node see now'),
          ],
    restart: SETTING,
    example: {
      tz: 'UTC+8',
      suggested: 'Etc/GMT-8',
      ...PLACE,
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
