import type { AclEntries, FileType } from '../file.ts';
import { CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, hasCapability } from './process-status.ts';

/* What the kernel answers a process that is not this one, from what can be seen of file and process (fs/namei.c). */

/** Who asks, in the numbers in which the owners of the files are given. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
  /** Supplementary groups. */
  readonly groups: readonly number[];
  /** Effective capabilities in its user namespace, a bit set. */
  readonly capabilities: bigint;
  /** The ids that its user namespace maps: over files of others its capabilities have no power. Null: all. */
  readonly maps: { readonly uids: readonly IdRange[]; readonly gids: readonly IdRange[] } | null;
}

export interface IdRange {
  readonly first: number;
  readonly count: number;
}

export interface Inode {
  readonly type: FileType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** The access list of a file; null: it has none. Nobody but getfacl(1) can tell. */
export type Listed = AclEntries | null | 'unknown';

export type Answer = 'granted' | 'denied' | 'unknown';

const READ = 4;
const EXECUTE = 1;

/**
 * Whether the process has all of the wanted bits (4 read, 2 write, 1 execute or search) on a file, mount and way
 * to it aside. Unknown only where an access list that cannot be seen would decide.
 */
export function permission(file: Inode, acl: Listed, who: Identity, want: number): Answer {
  const byMode = modeAnswer(file, acl, who, want);
  if (byMode === 'granted') return byMode;
  return capable(file, who, want) ? 'granted' : byMode;
}

function modeAnswer(file: Inode, acl: Listed, who: Identity, want: number): Answer {
  const has = (bits: number): Answer => ((bits & want) === want ? 'granted' : 'denied');
  if (file.uid === who.uid) return has(file.mode >> 6);
  const group = (file.mode >> 3) & 7;
  const member = isIn(who, file.gid);
  // A list whose mask is empty is not asked at all: then its named users are others.
  if (acl === null || group === 0) return has(member ? group : file.mode);
  if (acl === 'unknown') return unseen(member, has(group), has(file.mode));
  return byList(file, acl, who, want);
}

/** The group bits may be the mask of a list: nobody whom it names has more, and it may take away what others have. */
function unseen(member: boolean, mask: Answer, other: Answer): Answer {
  if (mask === 'granted') return 'unknown';
  return member || other === 'denied' ? 'denied' : 'unknown';
}

/** As acl(5) has it, but that one entry has to grant all that is wanted at once. */
function byList(file: Inode, acl: AclEntries, who: Identity, want: number): Answer {
  const mask = acl.mask ?? 7;
  const grants = (bits: number) => (bits & want) === want;
  const user = acl.users.get(who.uid);
  if (user !== undefined) return grants(user & mask) ? 'granted' : 'denied';
  const groups = [...acl.groups].filter(([gid]) => isIn(who, gid)).map(([, bits]) => bits);
  if (isIn(who, file.gid)) groups.push(acl.groupBits);
  if (groups.length === 0) return grants(acl.otherBits) ? 'granted' : 'denied';
  return groups.some((bits) => grants(bits & mask)) ? 'granted' : 'denied';
}

function isIn({ gid, groups }: Identity, group: number): boolean {
  return group === gid || groups.includes(group);
}

/** Capabilities override the mode; a program needs an x bit whoever starts it. */
function capable(file: Inode, who: Identity, want: number): boolean {
  const directory = file.type === 'directory';
  const overrides = directory || (want & EXECUTE) === 0 || (file.mode & 0o111) !== 0;
  const reads = directory ? (want & 2) === 0 : want === READ;
  const has = (bit: number) => hasCapability(who.capabilities, bit);
  if (!(overrides && has(CAP_DAC_OVERRIDE)) && !(reads && has(CAP_DAC_READ_SEARCH))) return false;
  const { maps } = who;
  return maps === null || (isMapped(maps.uids, file.uid) && isMapped(maps.gids, file.gid));
}

function isMapped(ranges: readonly IdRange[], id: number): boolean {
  return ranges.some(({ first, count }) => id >= first && id < first + count);
}
