import type { Host } from '../../../host.ts';
import { afterExec } from '../../../posix/capabilities/exec-capabilities.ts';
import { starterOf } from '../../../posix/capabilities/starter.ts';
import type { StartProblem } from '../problem.ts';
import { gidOf, uidOf } from './accounts.ts';
import type { Behind } from './behind.ts';
import { nameOf } from './name.ts';
import { needsAdmin } from './starters/namespaces.ts';
import { setprivChanges } from './starters/setpriv.ts';
import { suUser } from './starters/su.ts';

/** Who runs what is in front of the application. */
export interface Who {
  readonly uid: number;
  readonly gid: number;
  /** Capabilities in effect. */
  readonly effective: bigint;
}

/** Null: nobody knows. */
export function whoStarts(host: Host): Who | null {
  const starter = starterOf(host);
  const after = starter === null ? null : afterExec(starter, null);
  return after?.kind !== 'executed'
    ? null
    : { uid: host.ids.euid, gid: host.ids.egid, effective: after.effective };
}

/** Who runs what it starts. */
export function whoBehind(host: Host, who: Who | null, next: Behind): Who | null {
  if (!next.otherUser) return next.by === 'setpriv' ? null : who;
  const uid = who === null || next.user === undefined ? 'missing' : uidOf(host, next.user, next.by);
  if (who === null || typeof uid !== 'number') return null;
  // setuid(2) of root to another takes all of them.
  return uid === 0 ? { ...who, uid } : { uid, gid: -1, effective: 0n };
}

interface Change {
  readonly user: string | null;
  readonly group: string | null;
  /** It calls setgroups(2). */
  readonly groups: boolean;
  /** Only root may. */
  readonly root?: boolean;
  readonly chroot?: boolean;
  /** It makes or enters a namespace. */
  readonly admin?: boolean;
}

/** They set the groups, too, whoever it is already. */
const BY_ACCOUNT: readonly string[] = ['gosu', 'su-exec', 'setuidgid', 'chpst'];

function changeOf([first = '', ...rest]: readonly string[], next: Behind | null): Change | null {
  const by = nameOf(first);
  const user = next?.user ?? null;
  if (BY_ACCOUNT.includes(by))
    return { user, group: null, groups: next !== null && (user !== null || by !== 'chpst') };
  if (by === 'unshare' || by === 'nsenter')
    return { user, group: null, groups: false, admin: needsAdmin(by, rest) };
  if (by === 'strace') return { user, group: null, groups: user !== null };
  if (by === 'start-stop-daemon' || by === 's6-setuidgid' || by === 'sudo')
    return { user, group: null, groups: false };
  if (by === 'su' || by === 'runuser') {
    const name = suUser(by, rest);
    return name === null ? null : { user: name, group: null, groups: true, root: true };
  }
  if (by === 'setpriv') return setprivChanges(rest);
  return by === 'chroot' && next !== null ? { user, group: null, groups: user !== null, chroot: true } : null;
}

const CAPABILITIES = {
  SETGID: 1n << 6n,
  SETUID: 1n << 7n,
  SYS_CHROOT: 1n << 18n,
  SYS_ADMIN: 1n << 21n,
} as const;

/** Why it cannot become whom its words name: there is no such user, or who starts it has no right to; null: nothing speaks for it. */
export function unableToChange(
  host: Host,
  path: string,
  words: readonly string[],
  next: Behind | null,
  who: Who | null,
): Extract<StartProblem, { readonly code: 'no-such-user' | 'cannot-change-user' }> | null {
  const change = changeOf(words, next);
  if (change === null) return null;
  const program = nameOf(words[0] ?? '');
  const { user } = change;
  const uid = user === null ? null : uidOf(host, user, program);
  if (user !== null && uid === 'missing') return { code: 'no-such-user', path, program, user };
  // sudo is another user before it does anything.
  if (who === null || program === 'sudo') return null;
  const needs = (name: keyof typeof CAPABILITIES, isNeeded: boolean) =>
    isNeeded && (who.effective & CAPABILITIES[name]) === 0n ? [name] : [];
  const gid = change.group === null ? null : gidOf(host, change.group);
  const lacks = [
    ...needs('SETUID', typeof uid === 'number' && uid !== who.uid),
    ...needs('SETGID', change.groups || (typeof gid === 'number' && gid !== who.gid)),
    ...needs('SYS_CHROOT', change.chroot === true),
    ...needs('SYS_ADMIN', change.admin === true),
  ];
  const isShut = change.root === true && who.uid !== 0;
  return lacks.length === 0 && !isShut
    ? null
    : { code: 'cannot-change-user', path, program, uid: who.uid, lacks };
}
