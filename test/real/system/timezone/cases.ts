import { copyFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TzifSpec, writeTzif } from '../../../support/files/tzif-writer.ts';
import { writeZip } from '../../../support/files/zip-writer.ts';
import { copyZoneinfo } from './world.ts';

/** Puts files into a root. */
type Furnish = (root: string) => void;
type Env = Readonly<Record<string, string>>;

export interface World {
  readonly furnish: Furnish;
  readonly envs: readonly Env[];
  /** Ask the Nodes between the first and the last too: they differ in nothing that files decide. */
  readonly everyNode?: true;
  /** musl would read outside of the file: what it then says is chance. */
  readonly notForMusl?: true;
}

const ZONEINFO = '/usr/share/zoneinfo';

const put =
  (path: string, content: string | Buffer): Furnish =>
  (root) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
const putZone =
  (path: string, zone: string): Furnish =>
  (root) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    copyFileSync(`${ZONEINFO}/${zone}`, join(root, path));
  };
const link =
  (target: string, path = 'etc/localtime'): Furnish =>
  (root) =>
    symlinkSync(target, join(root, path));
const all =
  (...parts: readonly Furnish[]): Furnish =>
  (root) => {
    for (const part of parts) part(root);
  };
const copy = (zone: string) => putZone('etc/localtime', zone);
const localtime = (spec: TzifSpec) => put('etc/localtime', writeTzif(spec));

/** As Debian 13 without tzdata-legacy: names of before 1993 are gone. */
const withoutLegacy: Furnish = (root) => {
  for (const name of 'PRC Japan EST EST5EDT GMT0 US CET ROK Eire posixrules Asia/Calcutta'.split(' ')) {
    rmSync(join(root, ZONEINFO, name), { recursive: true, force: true });
  }
};

/** Values of TZ that are names and paths, good and bad; null for none. */
// biome-ignore format: a table
const NAMES = [
  null, '', ':', 'UTC', ':UTC', 'Etc/UTC', 'GMT', 'GMT0', 'Zulu', 'Universal',
  'Asia/Shanghai', ':Asia/Shanghai', 'PRC', 'Japan', 'ROK', 'Eire', 'EST', 'CET', 'EST5EDT', 'US/Eastern',
  'America/New_York', 'Europe/London', 'Europe/Dublin', 'Australia/Sydney', 'Asia/Kolkata', 'Asia/Calcutta',
  'America/St_Johns', 'Pacific/Chatham', 'Asia/Kathmandu', 'Africa/Casablanca', 'America/Argentina/Ushuaia',
  'Etc/GMT+8', 'Etc/GMT-14', 'posix/Asia/Tokyo', 'Factory', 'GB-Eire', 'W-SU', 'NZ-CHAT',
  'Asia/Shangai', 'asia/shanghai', 'ASIA/SHANGHAI', 'Asia/Shanghai ', ' Asia/Shanghai', '"Asia/Shanghai"',
  'Asia', 'Asia/', '::Asia/Tokyo', 'Asia/Tokyo,x', '../zoneinfo/Asia/Shanghai', 'Asia/../Asia/Tokyo',
  './zi/Asia/Tokyo', '/zi/Asia/Tokyo', 'localtime', 'posixrules', '/nonexistent', ':/etc/localtime',
  '/etc/localtime', '/usr/share/zoneinfo/Asia/Shanghai', '/usr/share/zoneinfo/Europe/Berlin',
  ':/usr/share/zoneinfo/Asia/Tokyo',
] as const;

/** Values that are POSIX rules, or look like them. */
// biome-ignore format: a table
const RULES = [
  'CST', 'CST-8', 'CST+8', 'CST-8:30', 'CST-5:45:30', 'CST-30', '<+08>-8', '<+0530>-5:30', '<CST>-8', '<AB>-8',
  'AB-8', 'ABCDEFGHIJ-8', 'UTC+8', 'UTC-8', 'UTC0', 'UTC+0', 'UTC+25', 'GMT+8', 'GMT-8', 'gmt+8', 'UTC+08:00',
  '+08:00', '+8', '8',
  'EST5EDT,M3.2.0,M11.1.0', 'EST5EDT4,M3.2.0/2,M11.1.0/2', 'CET-1CEST,M3.5.0,M10.5.0/3',
  'AEST-10AEDT,M10.1.0,M4.1.0/3', 'FOO5BAR', 'FOO5BAR,', 'FOO5BAR3', 'FOO5,', 'FOO5x', 'FOO5BAR,J60,J300',
  'FOO5BAR,59,299', 'FOO5BAR,J60/-3,J300/26', 'FOO5BAR,M13.1.0,M11.1.0', 'FOO5BAR,M3.2.0',
  'FOO-2BAR,M3.4.4/50,M10.4.4/50', 'FOO5BAR;M3.2.0,M11.1.0',
] as const;

/** Fewer, for worlds that differ in /etc/localtime alone. */
const FEW_TZ = [null, '', 'Asia/Tokyo', 'EST5EDT', 'CST-8', '<+08>-8', ':/etc/localtime'] as const;

const envs = (values: readonly (string | null)[]): readonly Env[] =>
  values.map((TZ) => (TZ === null ? {} : { TZ }));
const unset = envs([null]);

/** Two types and their rules: an hour more in summer. */
const SUMMER: TzifSpec = {
  times: [1_700_000_000, 1_774_746_000, 1_792_890_000],
  indices: [0, 1, 0],
  types: [
    { offset: 3600, designation: 0 },
    { offset: 7200, dst: 1, designation: 4 },
  ],
  designations: 'CET\0CEST\0',
  footer: 'CET-1CEST,M3.5.0,M10.5.0/3',
};

/** Zone files that not every reader reads alike. Only such as musl can read without leaving the file. */
const FILES: Readonly<Record<string, TzifSpec>> = {
  'version 2': SUMMER,
  'version 3': { ...SUMMER, version: '3' },
  'version 4': { ...SUMMER, version: '4' },
  'version 9': { ...SUMMER, version: '9' },
  'no transitions': {},
  'no transitions, rules with summer time': { ...SUMMER, times: [], indices: [] },
  'no transitions, first type summer': {
    times: [],
    types: [{ offset: 7200, dst: 1 }, { offset: 3600 }],
    footer: 'CET-1',
  },
  'an empty TZ string': { ...SUMMER, footer: '' },
  'no footer': { ...SUMMER, footer: null },
  'bytes behind the footer': { ...SUMMER, trailer: 'XYZ-3\n' },
  'a footer that does not end': { ...SUMMER, footer: null, trailer: '\nCET-1CEST' },
  'a footer that is nonsense': { ...SUMMER, footer: 'nonsense' },
  'a footer that is no POSIX rule': { ...SUMMER, footer: 'CET-1CEST,M3.5.0' },
  'a footer beyond 24 hours': { ...SUMMER, footer: '<-02>2<-01>,M3.5.0/-1,M10.5.0/0' },
  'all transitions in the future': { ...SUMMER, times: [3_000_000_000], indices: [1] },
  'summer time first': {
    ...SUMMER,
    times: [3_000_000_000],
    indices: [0],
    types: [{ offset: 7200, dst: 1, designation: 4 }, { offset: 3600 }],
  },
  'a flag that is neither 0 nor 1': {
    ...SUMMER,
    types: [
      { offset: 3600, dst: 2 },
      { offset: 7200, dst: 1 },
    ],
  },
  'a type that is not there': { ...SUMMER, indices: [0, 9, 0] },
  'a designation that is not there': {
    ...SUMMER,
    types: [{ offset: 3600, designation: 200 }, { offset: 7200 }],
  },
  'more indicators than types': { ...SUMMER, isStd: [1, 1, 1], isUt: [1, 1, 1] },
  'leap seconds': {
    ...SUMMER,
    leaps: [
      [78_796_800, 1],
      [94_694_401, 2],
    ],
  },
};

export const WORLDS: Readonly<Record<string, World>> = {
  'all zones, link to Tokyo': {
    furnish: all(copyZoneinfo, link(`${ZONEINFO}/Asia/Tokyo`), putZone('zi/Asia/Tokyo', 'Asia/Tokyo')),
    envs: envs([...NAMES, ...RULES]),
    everyNode: true,
  },
  'no legacy zones, link to Berlin': {
    furnish: all(copyZoneinfo, withoutLegacy, link('../usr/share/zoneinfo/Europe/Berlin')),
    envs: envs(NAMES),
  },
  'no zones, no localtime': { furnish: () => {}, envs: envs([...NAMES, ...RULES]) },
  'copy of New York': { furnish: all(copyZoneinfo, copy('America/New_York')), envs: envs(FEW_TZ) },
  'copy of Shanghai': { furnish: all(copyZoneinfo, copy('Asia/Shanghai')), envs: envs(FEW_TZ) },
  ...Object.fromEntries(
    [
      'Asia/Shanghai',
      'Asia/Tokyo',
      'Asia/Kathmandu',
      'America/New_York',
      'Europe/London',
      'Europe/Berlin',
      'Pacific/Auckland',
      'Etc/UTC',
    ].map((zone) => [`copy of ${zone}, no zones`, { furnish: copy(zone), envs: envs(FEW_TZ) }]),
  ),
  'link that dangles': { furnish: all(copyZoneinfo, link(`${ZONEINFO}/Asia/Nowhere`)), envs: envs(FEW_TZ) },
  'link that loops': { furnish: link('localtime'), envs: envs(FEW_TZ) },
  'link to an alias': { furnish: all(copyZoneinfo, link(`${ZONEINFO}/PRC`)), envs: envs(FEW_TZ) },
  'link over two steps': {
    furnish: all(copyZoneinfo, link(`${ZONEINFO}/Europe/London`, 'etc/zone'), link('zone')),
    envs: envs(FEW_TZ),
  },
  'link to a file elsewhere': {
    furnish: all(copyZoneinfo, putZone('data/tokyo', 'Asia/Tokyo'), link('/data/tokyo')),
    envs: envs(FEW_TZ),
  },
  'a directory': { furnish: (root) => mkdirSync(join(root, 'etc/localtime')), envs: envs(FEW_TZ) },
  'an empty file': { furnish: put('etc/localtime', ''), envs: envs(FEW_TZ) },
  text: { furnish: put('etc/localtime', 'Asia/Tokyo\n'), envs: envs(FEW_TZ) },
  'Shanghai copied over Etc/UTC': {
    furnish: all(
      copyZoneinfo,
      (root) => rmSync(join(root, ZONEINFO, 'Etc/UTC')),
      putZone('usr/share/zoneinfo/Etc/UTC', 'Asia/Shanghai'),
      link(`${ZONEINFO}/Etc/UTC`),
    ),
    envs: [...unset, { TZ: 'Etc/UTC' }, { TZ: 'UTC' }],
  },
  'zones in other directories': {
    furnish: all(
      putZone('usr/share/lib/zoneinfo/Lib/Zone', 'Asia/Tokyo'),
      putZone('share/zoneinfo/Share/Zone', 'Asia/Tokyo'),
      putZone('tz/Dir/Zone', 'Asia/Tokyo'),
      putZone('tz/Asia/Shanghai', 'Asia/Tokyo'),
    ),
    envs: ['Lib/Zone', 'Share/Zone', 'Dir/Zone', 'Asia/Shanghai'].flatMap((TZ) => [
      { TZ },
      { TZ, TZDIR: '/tz' },
    ]),
  },
  "zones in Go's archive": {
    furnish: put('goroot/lib/time/zoneinfo.zip', writeZip({ 'Zip/Zone': writeTzif() })),
    envs: ['Zip/Zone', 'Zip/None'].flatMap((TZ) => [{ TZ }, { TZ, GOROOT: '/goroot' }]),
  },
  ...Object.fromEntries(
    Object.entries(FILES).map(([name, spec]) => [
      `zone file with ${name}`,
      { furnish: localtime(spec), envs: unset },
    ]),
  ),
  'a zone file that was cut off': {
    furnish: put('etc/localtime', writeTzif(SUMMER).subarray(0, 150)),
    envs: unset,
    notForMusl: true,
  },
};
