import { type RuleSet, rule } from '../../src/core/rule.ts';
import { installTzdata, nameForCommand, SETTING } from './prose.ts';
import { tellViews, type View } from './views.ts';

/** What every finding about TZ carries. */
export interface TzEvidence {
  /** The value of TZ. */
  readonly tz: string;
  readonly sees: readonly View[];
  readonly [key: string]: string | null | boolean | readonly View[];
}

const GO_UTC = [
  { offset: 'UTC', runtimes: ['Go'] },
  { offset: '+08:00', runtimes: ['glibc', 'musl', 'Node'] },
] as const;
const ALL_UTC = [{ offset: 'UTC', runtimes: ['Go', 'glibc', 'musl', 'Node'] }] as const;

const setTz = (zone: string | null) =>
  `in the Dockerfile: ENV TZ=${nameForCommand(zone)}   (or the env of the pod)`;

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
    remedy: (_, platform) =>
      `${installTzdata(platform)}\nor, in the Go program: import _ "time/tzdata" (or build with -tags timetzdata)`,
    restart: SETTING,
    example: {
      tz: 'Asia/Shanghai',
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
    remedy: ({ suggested, known }, platform) => {
      if (!known) return setTz(suggested);
      if (suggested === null) return installTzdata(platform);
      return platform.family === 'debian'
        ? `${setTz(suggested)}\nor, from Debian 13 on: RUN apt-get update && apt-get install -y tzdata-legacy`
        : setTz(suggested);
    },
    restart: SETTING,
    example: { tz: 'Asia/Shangai', suggested: 'Asia/Shanghai', known: false, sees: ALL_UTC },
  }),
  'tz-wrong-case': rule<TzEvidence & { suggested: string }>({
    title: 'TZ is spelled in the wrong case',
    severity: 'error',
    cause:
      "Zone names are file names: capital and small letters count. On a file system that does not tell them apart (a developer's machine) the same value works.",
    message: ({ tz, suggested, sees }) =>
      `TZ='${tz}', but the zone is called ${suggested}. ${tellViews(sees)}`,
    remedy: ({ suggested }) => setTz(suggested),
    restart: SETTING,
    example: { tz: 'asia/shanghai', suggested: 'Asia/Shanghai', sees: ALL_UTC },
  }),
  'tz-posix-ignored-by-go': rule<TzEvidence & { suggested: string | null }>({
    title: 'TZ is a POSIX rule, which Go does not read',
    severity: 'error',
    cause:
      'C libraries read strings such as CST-8 or EST5EDT,M3.2.0,M11.1.0. Go knows names and files only: it uses UTC and says nothing.',
    message: ({ tz, sees }) => `TZ='${tz}' is a POSIX rule. ${tellViews(sees)}`,
    remedy: ({ suggested }) => setTz(suggested),
    restart: SETTING,
    example: { tz: 'CST-8', suggested: 'Etc/GMT-8', sees: GO_UTC },
  }),
  'tz-sign-inverted': rule<TzEvidence & { suggested: string | null }>({
    title: 'TZ has the sign of POSIX, which is the opposite of ISO 8601',
    severity: 'error',
    cause:
      'In a POSIX rule the number says how far the zone lies behind UTC: UTC+8 is eight hours west, in the Pacific, not in China. C libraries and Node follow that; Go reads no POSIX rule and uses UTC. Nobody sees what was meant.',
    message: ({ tz, sees }) => `TZ='${tz}' is a POSIX rule, whose sign is turned round. ${tellViews(sees)}`,
    remedy: ({ suggested }) => setTz(suggested),
    restart: SETTING,
    example: {
      tz: 'UTC+8',
      suggested: 'Etc/GMT-8',
      sees: [
        { offset: 'UTC', runtimes: ['Go'] },
        { offset: '-08:00', runtimes: ['glibc', 'musl', 'Node'] },
      ],
    },
  }),
} as const satisfies RuleSet;
