import type { Platform } from '../../../src/core/platform.ts';
import { byHand } from '../../../src/core/remedy/forms.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { nameInPath } from '../files/zone-name.ts';
import { installData, openData, type Place, pickZone, setZone } from '../remedies.ts';
import { tellViews, type View } from '../runtimes/views.ts';
import { IMAGE } from './restart.ts';

/** What every finding about a file carries. */
export interface FileEvidence {
  readonly path: string;
  /** The zone that somebody asked for, as far as it is known. */
  readonly wanted: string | null;
  /** There is a file of it. */
  readonly wantedHere: boolean;
  /** Target of the link /etc/localtime. */
  readonly link: string | null;
  /** The path is a mount of its own. */
  readonly mounted: boolean;
  readonly decides: Place['decides'];
  readonly etcTimezone: boolean;
  readonly zoneinfo: boolean;
  readonly sees: readonly View[];
  readonly [key: string]: string | null | readonly View[] | number | boolean;
}

const KINDS: Readonly<Record<string, string>> = {
  fifo: 'FIFO',
  'char-device': 'character device',
  'block-device': 'block device',
};

const PLACE = {
  link: null,
  mounted: false,
  wantedHere: true,
  decides: 'localtime',
  etcTimezone: false,
  zoneinfo: true,
} as const;

const ALL_UTC = [{ offset: 'UTC', runtimes: ['Go', 'glibc', 'musl', 'Node'] }] as const;

/** Defects of the file that decides: /etc/localtime, or the one that TZ names. */
export const localtimeRules = {
  'localtime-missing': rule<FileEvidence & { named: string; wanted: string; by: string }>({
    title: 'A zone is asked for, but there is no /etc/localtime and no TZ',
    severity: 'warning',
    otherwise: [{ severity: 'error', when: 'where the policy asks for a zone' }],
    cause:
      'Without TZ and without /etc/localtime every runtime uses UTC. That is how many small images are made and is not reported by itself: only where /etc/timezone or the policy names another zone. None of Go, glibc, musl and Node reads /etc/timezone.',
    message: ({ named, by, sees }) =>
      `${by} names ${named}, but there is no /etc/localtime and TZ is not set. ${tellViews(sees)}`,
    remedies: (e, platform) => setWanted(e, platform),
    restart: IMAGE,
    example: {
      path: '/etc/localtime',
      named: 'Asia/Shanghai',
      wanted: 'Asia/Shanghai',
      by: '/etc/timezone',
      ...PLACE,
      sees: ALL_UTC,
    },
  }),
  'link-dangling': rule<FileEvidence & { missing: string }>({
    title: '/etc/localtime leads to a file that is not there',
    severity: 'error',
    otherwise: [{ severity: 'info', when: 'where it names UTC' }],
    cause:
      'The link was made, but the zone data were not installed, were removed to save space, or lack this name: Debian 13 has the old names (US/Eastern, PRC) in tzdata-legacy. All runtimes use UTC and say nothing. A link to UTC that dangles changes nothing and is for information only.',
    message: ({ link, missing, sees }) =>
      `/etc/localtime is a link to ${link}, but ${missing} is not there. ${tellViews(sees)}`,
    // The link may be right and the data gone, or the name wrong or old.
    remedies: (e, platform) => setWanted(e, platform),
    restart: IMAGE,
    example: {
      path: '/etc/localtime',
      wanted: 'Asia/Shanghai',
      missing: '/usr/share/zoneinfo',
      ...PLACE,
      wantedHere: false,
      link: '/usr/share/zoneinfo/Asia/Shanghai',
      sees: ALL_UTC,
    },
  }),
  'link-loop': rule<FileEvidence>({
    title: '/etc/localtime is a link that leads back to itself',
    severity: 'error',
    cause:
      'The kernel gives up after 40 links (ELOOP), so there is no zone file: all runtimes use UTC and say nothing.',
    message: ({ path, link, sees }) =>
      `${path}${link === null ? '' : `, a link to ${link},`} never arrives at a file. ${tellViews(sees)}`,
    remedies: (e, platform) => setWanted(e, platform),
    restart: IMAGE,
    example: { path: '/etc/localtime', wanted: null, ...PLACE, link: 'localtime', sees: ALL_UTC },
  }),
  'not-a-file': rule<FileEvidence & { type: string }>({
    title: 'The zone file is a directory, FIFO or device',
    severity: 'error',
    cause:
      'A container engine makes an empty directory where a file should be mounted whose source does not exist on the host. From a directory or device no zone can be read: UTC. A FIFO is worse: Go and glibc open it and wait for ever.',
    message: ({ path, type, sees }) => `${path} is a ${KINDS[type] ?? type}, not a file. ${tellViews(sees)}`,
    remedies: (e, platform) => [
      ...setWanted(e, platform, named(e.path)),
      ...(e.mounted
        ? []
        : [
            byHand('pod', `if ${e.path} is mounted: take out the mount, whose source is missing on the node`),
          ]),
    ],
    restart: IMAGE,
    example: { path: '/etc/localtime', wanted: null, type: 'directory', ...PLACE, sees: ALL_UTC },
  }),
  unreadable: rule<FileEvidence & { errno: string; uid: number }>({
    title: 'The zone file may not be read',
    severity: 'error',
    cause:
      'The file or a directory above it denies this user. The runtimes do not tell that from a missing file: UTC, without a word.',
    message: ({ path, errno, uid, sees }) =>
      `User ${uid} may not read ${path} (${errno}). ${tellViews(sees)}`,
    remedies: ({ path, link }) => openData(path, link),
    restart: IMAGE,
    example: { path: '/etc/localtime', wanted: null, errno: 'EACCES', uid: 12345, ...PLACE, sees: ALL_UTC },
  }),
  'not-tzif': rule<FileEvidence & { bytes: number; text: string | null }>({
    title: 'The zone file holds something else',
    severity: 'error',
    cause:
      'Zone files are binary and begin with TZif (RFC 9636). A name written into /etc/localtime, which belongs into /etc/timezone, an empty file and a missed download are the usual cases. The runtimes use UTC and say nothing.',
    message: ({ path, bytes, sees }) =>
      bytes === 0
        ? `${path} is empty. ${tellViews(sees)}`
        : `${path} (${bytes} bytes) is no TZif file. ${tellViews(sees)}`,
    remedies: (e, platform) => mendFile(e, platform, e.text),
    restart: IMAGE,
    example: {
      path: '/etc/localtime',
      wanted: 'Asia/Tokyo',
      bytes: 11,
      text: 'Asia/Tokyo',
      ...PLACE,
      sees: ALL_UTC,
    },
  }),
  'tzif-corrupt': rule<FileEvidence & { defect: string; detail: string }>({
    title: 'The zone file is damaged',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where Go reads it all the same' }],
    cause:
      'The file begins like a zone file and then breaks RFC 9636: a copy that was cut off, or a damaged layer. Go refuses it and uses UTC; glibc and musl check less, and may take what is left of it. Where Go takes it too, the rule is a warning.',
    message: ({ path, defect, detail, sees }) =>
      `${path} is damaged (${defect}: ${detail}). ${tellViews(sees)}`,
    remedies: (e, platform) => mendFile(e, platform, null),
    restart: IMAGE,
    example: {
      path: '/etc/localtime',
      wanted: 'Asia/Tokyo',
      defect: 'truncated',
      detail: '100 bytes are less than the header promises',
      ...PLACE,
      sees: ALL_UTC,
    },
  }),
} as const satisfies RuleSet;

/** By the name that this machine has for it; where it has none the data are brought first. */
function setWanted(e: FileEvidence, platform: Platform, other: string | null = null): readonly Remedy[] {
  const nothing = e.wanted === null && other === null;
  return setZone(pickZone(e.wanted, other), e, platform, !e.wantedHere && !nothing);
}

function named(path: string | null): string | null {
  return path === null ? null : nameInPath(path);
}

/** A file of the zone data comes from its package; any other gives way to one that is whole. */
function mendFile(e: FileEvidence, platform: Platform, text: string | null): readonly Remedy[] {
  const data = named(e.path) ?? (e.decides === 'localtime' ? named(e.link) : null);
  if (text === null && data !== null && !e.mounted) return installData(platform);
  return text === null
    ? setWanted(e, platform, named(e.path))
    : setZone(pickZone(text, e.wanted, named(e.path)), e, platform, false);
}
