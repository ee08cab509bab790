import { ROOT, type Situation, USER } from '../situation.ts';

const SHELLS = ['debian', 'alpine'] as const;
const ZONED = ['debian', 'alpine', 'distroless'] as const;
const SMALL = ['ubi', 'suse'] as const;
const SHANGHAI = ['zone Asia/Shanghai'];
const expects = (zone: string) => `timezone: { expected: ${zone} }\n`;
const noZones = ['rm -rf usr/share/zoneinfo'];
const BOTH = [ROOT, USER];

export const timezone: readonly Situation[] = [
  {
    rule: 'timezone/localtime-missing',
    what: '/etc/timezone names a zone',
    roots: ZONED,
    as: BOTH,
    broken: ['rm -f etc/localtime && echo Asia/Shanghai >etc/timezone'],
    works: SHANGHAI,
  },
  {
    rule: 'timezone/localtime-missing',
    what: 'the policy expects a zone, and there are no zone data',
    roots: ZONED,
    broken: ['rm -f etc/localtime etc/timezone', ...noZones],
    policy: expects('Asia/Shanghai'),
    works: SHANGHAI,
  },
  {
    rule: 'timezone/link-dangling',
    what: 'the zone data were removed',
    roots: [...ZONED, ...SMALL],
    as: BOTH,
    broken: ['ln -snf /usr/share/zoneinfo/Asia/Shanghai etc/localtime', ...noZones],
    works: SHANGHAI,
  },
  {
    rule: 'timezone/link-dangling',
    what: 'the name is wrong by a letter',
    roots: ZONED,
    broken: ['ln -snf /usr/share/zoneinfo/Asia/Shangai etc/localtime && rm -f etc/timezone'],
    works: SHANGHAI,
  },
  {
    rule: 'timezone/link-dangling',
    what: 'an old name that is no longer there',
    roots: ZONED,
    broken: [
      'ln -snf /usr/share/zoneinfo/US/Eastern etc/localtime && rm -rf etc/timezone usr/share/zoneinfo/US',
    ],
    works: ['zone America/New_York'],
  },
  {
    rule: 'timezone/tz-empty',
    what: 'the image is set to a zone',
    roots: ZONED,
    as: BOTH,
    broken: ['ln -snf /usr/share/zoneinfo/Asia/Shanghai etc/localtime && echo Asia/Shanghai >etc/timezone'],
    env: { TZ: '' },
    works: SHANGHAI,
  },
  {
    rule: 'timezone/data-outdated',
    what: 'the rule that Mexico had until 2022',
    roots: SHELLS,
    broken: [
      "printf 'Rule M 1996 max - Apr Sun>=1 2:00 1:00 D\\nRule M 1996 max - Oct lastSun 2:00 0 S\\nZone America/Mexico_City -6:00 M C%%sT\\n' >old.zone",
      'zic -d zic old.zone && cp zic/America/Mexico_City usr/share/zoneinfo/America/ && rm -r zic old.zone',
    ],
    env: { TZ: 'America/Mexico_City' },
  },
  {
    rule: 'timezone/link-loop',
    what: '/etc/localtime leads to itself',
    roots: ZONED,
    as: BOTH,
    broken: ['ln -snf localtime etc/localtime'],
  },
  {
    rule: 'timezone/not-a-file',
    what: 'a directory',
    roots: ZONED,
    as: BOTH,
    broken: ['rm -f etc/localtime && mkdir etc/localtime && echo Asia/Shanghai >etc/timezone'],
    works: SHANGHAI,
  },
  {
    rule: 'timezone/not-a-file',
    what: 'a FIFO',
    roots: SHELLS,
    broken: ['rm -f etc/localtime && mkfifo etc/localtime'],
  },
  {
    rule: 'timezone/unreadable',
    what: 'the zone file is 0600',
    roots: ZONED,
    as: [USER],
    broken: [
      'ln -snf /usr/share/zoneinfo/Asia/Shanghai etc/localtime && rm -f etc/timezone',
      'chmod 600 usr/share/zoneinfo/Asia/Shanghai',
    ],
    works: SHANGHAI,
  },
  {
    rule: 'timezone/unreadable',
    what: 'the zone data are 0700',
    roots: SHELLS,
    as: [USER],
    broken: [
      'ln -snf /usr/share/zoneinfo/Asia/Shanghai etc/localtime && rm -f etc/timezone',
      'chmod 700 usr/share/zoneinfo/Asia',
    ],
    works: SHANGHAI,
  },
  {
    rule: 'timezone/unreadable',
    what: 'a link through a directory that is closed',
    roots: SHELLS,
    as: [USER],
    broken: [
      'mkdir opt/zone && cp -L usr/share/zoneinfo/Asia/Shanghai opt/zone/local && chmod 700 opt/zone',
      'ln -snf /opt/zone/local etc/localtime && rm -f etc/timezone',
    ],
    works: SHANGHAI,
  },
  {
    rule: 'timezone/not-tzif',
    what: 'the name of a zone in /etc/localtime',
    roots: ZONED,
    as: BOTH,
    broken: ['rm -f etc/localtime && echo Asia/Tokyo >etc/localtime'],
    works: ['zone Asia/Tokyo'],
  },
  {
    rule: 'timezone/not-tzif',
    what: 'the name of a zone in the file that TZ names',
    roots: ZONED,
    broken: ['echo Asia/Tokyo >etc/zone'],
    env: { TZ: ':/etc/zone' },
    works: ['zone Asia/Tokyo'],
  },
  {
    rule: 'timezone/tzif-corrupt',
    what: 'a copy that was cut off',
    roots: ZONED,
    broken: [
      'rm -f etc/localtime && head -c 100 usr/share/zoneinfo/Asia/Shanghai >etc/localtime && echo Asia/Shanghai >etc/timezone',
    ],
    works: SHANGHAI,
  },
  {
    rule: 'timezone/tzif-corrupt',
    what: 'the file that TZ names',
    roots: ZONED,
    as: BOTH,
    broken: [
      'head -c 100 usr/share/zoneinfo/Asia/Shanghai >z && cat z >usr/share/zoneinfo/Asia/Shanghai && rm z',
    ],
    env: { TZ: 'Asia/Shanghai' },
    works: SHANGHAI,
  },
  {
    rule: 'timezone/zoneinfo-missing',
    what: 'TZ names a zone',
    roots: [...ZONED, ...SMALL],
    as: BOTH,
    broken: noZones,
    env: { TZ: 'Asia/Shanghai' },
    works: SHANGHAI,
  },
  {
    rule: 'timezone/zoneinfo-missing',
    what: 'the package is not installed',
    roots: ['debian'],
    broken: ['chroot . dpkg --purge --force-depends tzdata >/dev/null 2>&1', ...noZones],
    env: { TZ: 'Asia/Shanghai' },
    envBy: 'image',
    works: SHANGHAI,
  },
  ...(
    [
      ['Asia/Shangai', 'zone Asia/Shanghai'],
      ['"Europe/Berlin"', 'zone Europe/Berlin'],
      ['Shanghai', 'zone Asia/Shanghai'],
      ['+08:00', 'offset 28800'],
      ['CST', ''],
      ['IST', ''],
      ['Mars/Phobos', ''],
    ] as const
  ).map(
    ([TZ, works]): Situation => ({
      rule: 'timezone/tz-unknown',
      what: `TZ is ${TZ}`,
      roots: ZONED,
      env: { TZ },
      envBy: 'image',
      works: works === '' ? [] : [works],
    }),
  ),
  ...(
    [
      ['Asia/Shangai', 'zone Asia/Shanghai'],
      ['asia/shanghai', 'zone Asia/Shanghai'],
      ['+08:00', 'offset 28800'],
    ] as const
  ).map(
    ([TZ, works]): Situation => ({
      rule: 'timezone/tz-unknown',
      what: `TZ is ${TZ}, and there are no zone data`,
      roots: ZONED,
      broken: noZones,
      env: { TZ },
      envBy: 'image',
      works: [works],
    }),
  ),
  {
    rule: 'timezone/tz-posix-ignored-by-go',
    what: 'CST-8, and there are no zone data',
    roots: ZONED,
    broken: noZones,
    env: { TZ: 'CST-8' },
    works: ['offset 28800'],
  },
  {
    rule: 'timezone/tz-sign-inverted',
    what: 'UTC+8, and there are no zone data',
    roots: ZONED,
    broken: noZones,
    env: { TZ: 'UTC+8' },
  },
  {
    rule: 'timezone/unexpected-zone',
    what: 'TZ, and there are no data of the one that is expected',
    roots: ZONED,
    broken: noZones,
    env: { TZ: 'UTC' },
    policy: expects('Asia/Shanghai'),
    works: SHANGHAI,
  },
  {
    rule: 'timezone/tz-wrong-case',
    what: 'small letters',
    roots: ZONED,
    as: BOTH,
    env: { TZ: 'asia/shanghai' },
    works: SHANGHAI,
  },
  ...(
    [
      ['CST-8', 'offset 28800'],
      ['EST5EDT,M3.2.0,M11.1.0', 'zone America/New_York'],
      ['CET-1CEST,M3.5.0,M10.5.0/3', 'zone Europe/Berlin'],
      ['IST-5:30', 'zone Asia/Kolkata'],
    ] as const
  ).map(
    ([TZ, works]): Situation => ({
      rule: 'timezone/tz-posix-ignored-by-go',
      what: TZ,
      roots: ZONED,
      env: { TZ },
      envBy: 'image',
      works: [works],
    }),
  ),
  ...['UTC+8', 'GMT-8'].map(
    (TZ): Situation => ({
      rule: 'timezone/tz-sign-inverted',
      what: TZ,
      roots: ZONED,
      env: { TZ },
      envBy: 'image',
    }),
  ),
  {
    rule: 'timezone/disagrees-with-etc-timezone',
    what: 'the link was changed alone',
    roots: ZONED,
    as: BOTH,
    broken: ['ln -snf /usr/share/zoneinfo/Asia/Shanghai etc/localtime && echo Etc/UTC >etc/timezone'],
    works: SHANGHAI,
  },
  {
    rule: 'timezone/name-content-disagree',
    what: 'a zone copied over Etc/UTC',
    roots: ['debian', 'distroless'],
    broken: [
      'ln -snf /usr/share/zoneinfo/Etc/UTC etc/localtime && cp --remove-destination usr/share/zoneinfo/Asia/Shanghai usr/share/zoneinfo/Etc/UTC',
    ],
    works: SHANGHAI,
  },
  {
    rule: 'timezone/runtimes-disagree',
    what: 'TZ is a path',
    roots: ZONED,
    env: { TZ: '/usr/share/zoneinfo/Europe/Berlin' },
    works: ['zone Europe/Berlin'],
  },
  {
    rule: 'timezone/runtimes-disagree',
    what: 'TZDIR is an empty directory',
    roots: ['debian'],
    broken: ['mkdir -p opt/zones'],
    env: { TZ: 'Asia/Shanghai', TZDIR: '/opt/zones' },
    works: SHANGHAI,
  },
  {
    rule: 'timezone/unexpected-zone',
    what: 'the policy expects another one',
    roots: ZONED,
    as: BOTH,
    broken: ['ln -snf /usr/share/zoneinfo/Etc/UTC etc/localtime && echo Etc/UTC >etc/timezone'],
    policy: expects('Asia/Shanghai'),
    works: SHANGHAI,
  },
  {
    rule: 'timezone/unexpected-zone',
    what: 'TZ says another one',
    roots: ZONED,
    env: { TZ: 'Europe/Berlin' },
    policy: expects('Asia/Shanghai'),
    works: SHANGHAI,
  },
];
