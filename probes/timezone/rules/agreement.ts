import { byHand, command, host, setEnv, takeOut } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { spokenDate } from '../../../src/core/time/when.ts';
import { installData, type Place, pickZone, setZone } from '../remedies.ts';
import { tellViews, type View } from '../runtimes/views.ts';
import { isZone } from '../search/guess.ts';
import { IMAGE } from './restart.ts';

const PLACE = { decides: 'localtime', etcTimezone: true, zoneinfo: true } as const;

const PLAIN_NAME = [
  byHand('image', 'set TZ to a plain name of the zone data, which all runtimes read alike'),
];

/** Things that are each well, and do not agree. */
export const agreementRules = {
  'name-unknown': rule<{ path: string; abbreviation: string; offset: string; zoneinfo: boolean }>({
    title: 'Nothing tells which zone the copied /etc/localtime is',
    severity: 'info',
    cause:
      'The file is a copy without a name, and no file in /usr/share/zoneinfo (where there is one) is the same: it may come from a host with other zone data. Local time is right; programs that want the name of the zone (Node, Java, Python) guess.',
    message: ({ path, abbreviation, offset, zoneinfo }) =>
      `${path} is a copy of an unknown zone, now ${abbreviation} (${offset}): ${zoneinfo ? 'no zone file here is the same' : 'there is no /usr/share/zoneinfo to compare with'}.`,
    remedies: () => [
      byHand('image', 'none needed; where a program wants the name, set TZ to the zone that is meant'),
    ],
    restart: IMAGE,
    example: { path: '/etc/localtime', abbreviation: 'CET', offset: '+01:00', zoneinfo: false },
  }),
  'disagrees-with-etc-timezone': rule<{
    zone: string;
    timezone: string;
    offset: string;
    zoneinfo: boolean;
  }>({
    title: '/etc/timezone names another zone than /etc/localtime',
    severity: 'warning',
    cause:
      "Go, glibc, musl and Node go by /etc/localtime; Java, Debian's own tools and some libraries read /etc/timezone. After a change of one of them alone, one container keeps two clocks.",
    message: ({ zone, timezone, offset }) =>
      `/etc/timezone says ${timezone}, but /etc/localtime is ${zone} (${offset}).`,
    remedies: ({ zone, zoneinfo }) => [
      ...command(isZone(zone) ? `echo ${zone} >/etc/timezone` : 'rm /etc/timezone'),
      ...(zoneinfo && isZone(zone) ? setEnv({ TZ: zone }) : []),
      byHand('image', 'leave /etc/timezone out of the image'),
    ],
    restart: IMAGE,
    example: { zone: 'Asia/Shanghai', timezone: 'Etc/UTC', offset: '+08:00', zoneinfo: true },
  }),
  'name-content-disagree': rule<
    {
      link: string;
      path: string;
      mounted: boolean;
      content: string | null;
      sees: readonly View[];
    } & Place
  >({
    title: '/etc/localtime has the name of one zone and the content of another',
    severity: 'warning',
    otherwise: [{ severity: 'error', when: 'where the policy asks for a zone' }],
    cause:
      'Mounting or copying a file onto /etc/localtime follows the link: it replaces the file in zoneinfo, so that this zone is wrong for everybody who names it. Go, glibc and musl go by the content, Node and other programs by the name.',
    message: ({ link, path, mounted, content, sees }) =>
      `/etc/localtime leads to ${path}, but that file is not ${link}: ${content === null ? 'another zone' : content} was ${mounted ? 'mounted' : 'copied'} over it. ${tellViews(sees)}`,
    remedies: (e, platform) => {
      const zone = pickZone(e.content);
      if (!e.mounted) return setZone(zone, e, platform, true);
      return [...setEnv({ TZ: zone }), byHand('pod', 'take out the mount of /etc/localtime')];
    },
    restart: IMAGE,
    example: {
      link: 'Etc/UTC',
      path: '/usr/share/zoneinfo/Etc/UTC',
      mounted: false,
      content: 'Asia/Shanghai',
      ...PLACE,
      sees: [
        { offset: '+08:00', runtimes: ['Go', 'glibc', 'musl'] },
        { offset: 'UTC', runtimes: ['Node'] },
      ],
    },
  }),
  'runtimes-disagree': rule<
    { tz: string | null; tzdir: string | null; suggested: string | null; sees: readonly View[] } & Place
  >({
    title: 'The runtimes see different local times',
    severity: 'warning',
    otherwise: [{ severity: 'error', when: 'where Go falls back to UTC' }],
    cause:
      'Each runtime has its own way from TZ to a zone: TZDIR counts for glibc alone, Go refuses zone files of version 4, musl a name with dots, and Node takes a path for a name and then has an offset without daylight saving time. It is an error where Go falls back to UTC.',
    message: ({ tz, sees }) =>
      `${tz === null ? 'Without TZ' : `With TZ='${tz}'`} the runtimes see different times: ${tellViews(sees)}`,
    remedies: ({ tz, tzdir, suggested }, platform) => {
      if (tzdir === null && suggested === null) {
        // A plain name already: its file is none that the distribution made.
        return tz !== null && isZone(tz) ? installData(platform) : PLAIN_NAME;
      }
      return [
        ...(tzdir === null ? [] : [takeOut('TZDIR')]),
        ...(suggested === null ? [] : setEnv({ TZ: suggested })),
      ];
    },
    restart: IMAGE,
    example: {
      tz: '/usr/share/zoneinfo/Europe/Berlin',
      tzdir: null,
      suggested: 'Europe/Berlin',
      ...PLACE,
      decides: 'tz',
      sees: [
        { offset: '+01:00, later +02:00', runtimes: ['Go', 'glibc', 'musl'] },
        { offset: '+01:00', runtimes: ['Node'] },
      ],
    },
  }),
  'data-outdated': rule<
    {
      zone: string;
      image: string | null;
      node: string | null;
      older: 'image' | 'node' | null;
      nodeHere: boolean;
      sees: readonly View[];
    } & Place
  >({
    title: 'The zone data of the image and those of Node have different rules',
    severity: 'warning',
    otherwise: [
      { severity: 'error', when: 'where the policy asks for another zone' },
      { severity: 'info', when: 'where the data of probe-env itself are the older ones' },
    ],
    cause:
      'Governments change their clocks, and the zone data follow some days later. Go, glibc and musl use the files of the image, Node, Java and others bring data of their own: of two different rules for one zone the older is wrong, and so is local time in every program that uses it.',
    message: ({ zone, image, node, older, sees }) => {
      const versions = `the image's zone data${image === null ? '' : ` (${image})`} and Node's${node === null ? '' : ` (${node})`}`;
      const verdict =
        older === null
          ? 'one of the two is out of date'
          : `${older === 'image' ? "the image's" : "Node's"} are older, and out of date`;
      return `For ${zone} ${versions} differ: ${verdict}. ${tellViews(sees)}`;
    },
    remedies: ({ older }, platform) => {
      const newer = byHand('image', 'a Node with newer zone data (process.versions.tz)');
      return older === 'node' ? [newer] : [...installData(platform), ...(older === null ? [newer] : [])];
    },
    restart: IMAGE,
    example: {
      zone: 'America/Mexico_City',
      image: '2022a',
      node: '2026b',
      older: 'image',
      nodeHere: true,
      ...PLACE,
      decides: 'tz',
      sees: [
        { offset: '-06:00, later -05:00', runtimes: ['Go', 'glibc', 'musl'] },
        { offset: '-06:00', runtimes: ['Node'] },
      ],
    },
  }),
  'unexpected-zone': rule<
    {
      zone: string | null;
      expected: string;
      /** As this machine calls it, and whether there is a file of it. */
      wanted: string;
      wantedHere: boolean;
      offset: string;
      source: string;
    } & Place
  >({
    title: 'The zone is not the one that the policy expects',
    severity: 'error',
    cause:
      'The policy names the zone (timezone.expected), and Go sees another one. Aliases count as equal (PRC is Asia/Shanghai); a zone that only has the same offset now does not.',
    message: ({ zone, expected, offset, source }) =>
      `The policy expects ${expected}, but Go sees ${zone ?? 'a zone without a name'} (${offset}), by ${source}.`,
    remedies: (e, platform) => setZone(pickZone(e.wanted), e, platform, !e.wantedHere),
    restart: IMAGE,
    example: {
      zone: 'UTC',
      expected: 'Asia/Shanghai',
      wanted: 'Asia/Shanghai',
      wantedHere: true,
      offset: 'UTC',
      source: '/etc/localtime',
      ...PLACE,
    },
  }),
  'clock-implausible': rule<{ clock: string; earliest: string; latest: string }>({
    title: 'The clock is far from the present',
    severity: 'error',
    cause:
      'The clock stands before this program was made, or decades ahead. Certificates are then not yet valid or long expired, and every TLS connection fails. A container has the clock of its host.',
    message: ({ clock, earliest, latest }) =>
      `The clock says ${spokenDate(clock)} (${clock}), which is not between ${earliest} and ${latest}.`,
    remedies: () => [
      host('timedatectl set-ntp true', {
        why: 'a container cannot set the clock, nor can ntpdate in it, which lacks CAP_SYS_TIME',
      }),
    ],
    restart: { mends: false, why: "The clock is the host's." },
    example: { clock: '1970-01-01T00:02:11.000Z', earliest: '2025-01-01', latest: '2100-01-01' },
  }),
} as const satisfies RuleSet;
