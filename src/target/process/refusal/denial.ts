import { hasCapability } from '../../posix/process-status.ts';
import type { Credentials } from '../proc/credentials.ts';

/** What decides whether one process may look at another (ptrace(2), "Ptrace access mode checking"). */
export interface Parties {
  readonly ours: Credentials;
  readonly theirs: Credentials;
  /** uid_map of both, as we read them: the same text is taken for the same namespace. */
  readonly maps: { readonly ours: string; readonly theirs: string };
  /** Owner of its files in /proc, as we count: the user of the process, or root where it may not be dumped. */
  readonly owner: number | null;
  /** Labels of a security module, or null where there is none. */
  readonly labels: { readonly ours: string | null; readonly theirs: string | null };
}

/** What the kernel refuses us for. */
export type DenialCause =
  | 'user'
  | 'not-dumpable'
  | 'user-namespace'
  | 'capabilities'
  | 'apparmor'
  | 'selinux'
  | 'other';

/** Plain data: it comes from another process. */
export interface Denial {
  readonly code: 'denied';
  readonly cause: DenialCause;
  /** What we look as: user, group, effective capabilities in hexadecimal. */
  readonly ours: Party;
  /** What it runs as: of its capabilities the permitted ones. */
  readonly theirs: Party;
  /** Whether its user and group alone would be enough, without any capability. */
  readonly userIsEnough: boolean;
  /** Its number in its own pid namespace. */
  readonly inside: number;
}

export interface Party {
  readonly uid: number;
  readonly gid: number;
  readonly capabilities: string;
  readonly label: string | null;
}

const CAP_SYS_PTRACE = 19;

/** How the kernel shows an id that our user namespace has no number for, in the maps of others. */
const UNMAPPED = 4_294_967_295;

/**
 * Who was refused is known; this says why, in the order in which the kernel asks (kernel/ptrace.c). Yama is not among
 * them: it is asked by those who attach, and not by those who read.
 */
export function denialOf(parties: Parties): Denial {
  const { ours, theirs, labels } = parties;
  const { pids } = theirs;
  return {
    code: 'denied',
    cause: causeOf(parties),
    ours: { ...partyOf(ours, labels.ours), capabilities: ours.effective.toString(16) },
    theirs: { ...partyOf(theirs, labels.theirs), capabilities: theirs.permitted.toString(16) },
    userIsEnough: userIsEnough(parties),
    inside: pids.at(-1) ?? theirs.threadGroup,
  };
}

function causeOf({ ours, theirs, maps, owner, labels }: Parties): DenialCause {
  const same = maps.ours === maps.theirs;
  const capable = hasCapability(ours.effective, CAP_SYS_PTRACE);
  const mayTrace = capable && (same || isBelow(maps.theirs, maps.ours));
  if (!mayTrace) {
    if (!isUser(theirs, ours)) return capable ? 'user-namespace' : 'user';
    if (owner !== null && owner !== theirs.uids[1]) return 'not-dumpable';
    if (!same) return 'user-namespace';
    if ((theirs.permitted & ~ours.effective) !== 0n) return 'capabilities';
  }
  const { ours: label, theirs: other } = labels;
  if (label !== null && other !== null && label !== other && !isUnconfined(label))
    return isSelinux(label) ? 'selinux' : 'apparmor';
  // Of root's own processes the owner does not tell.
  return mayTrace || theirs.uids[1] !== 0 ? 'other' : 'not-dumpable';
}

/** A process that the same user started would be let through, with no capability at all. */
function userIsEnough({ theirs, maps, owner }: Parties): boolean {
  const [uid] = theirs.uids;
  const [gid] = theirs.gids;
  const isOne = theirs.uids.every((id) => id === uid) && theirs.gids.every((id) => id === gid);
  return isOne && uid !== 0 && theirs.permitted === 0n && owner === uid && maps.ours === maps.theirs;
}

/** Real, effective and saved ones alike are those by which we look at files. */
function isUser(theirs: Credentials, ours: Credentials): boolean {
  const is = (ids: Credentials['uids'], id: number) => ids.slice(0, 3).every((one) => one === id);
  return is(theirs.uids, ours.uids[3]) && is(theirs.gids, ours.gids[3]);
}

/**
 * Each of its ids has a number for us: then the namespace lies below ours, and our capabilities reach there. The map tells the
 * number of the first id of each range alone, and so of a namespace above ours too: that one has more ids than we.
 */
function isBelow(map: string, ours: string): boolean {
  const first = rangesIn(map).map(([, outside]) => outside);
  return first.length > 0 && !first.includes(UNMAPPED) && idsIn(map) <= idsIn(ours);
}

function idsIn(map: string): number {
  return rangesIn(map).reduce((sum, [, , count = 0]) => sum + count, 0);
}

function rangesIn(map: string): readonly (readonly number[])[] {
  return map
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/).map(Number));
}

/** `user:role:type:level`; AppArmor has `profile (mode)`. */
function isSelinux(label: string): boolean {
  return /^[^:\s]+:[^:\s]+:[^:\s]+/.test(label);
}

function isUnconfined(label: string): boolean {
  return label === 'unconfined' || /:(?:unconfined_t|spc_t)(?::|$)/.test(label);
}

function partyOf({ uids, gids }: Credentials, label: string | null): Omit<Party, 'capabilities'> {
  return { uid: uids[1], gid: gids[1], label };
}
