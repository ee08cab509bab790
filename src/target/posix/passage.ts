import type { Ignorance } from '../../core/reason.ts';
import type { AccessMode } from '../file.ts';
import { isNoExec, isReadOnly, type Mount, mountOf } from './mounts.ts';
import { type Answer, type Identity, type Inode, type Listed, permission } from './permission.ts';

/** An entry as it is passed on the way along a path. */
export interface Place {
  /** Without links. */
  readonly path: string;
  readonly inode: Inode;
  readonly acl: () => Listed;
}

/** What the kernel asks about on the way to an entry, in its order. */
export type Step =
  /** A directory in which a name is looked up. */
  | { readonly kind: 'directory'; readonly at: Place }
  /** A link at the end of the path that is followed, its owner, and the directory in which it lies. */
  | { readonly kind: 'link'; readonly path: string; readonly uid: number; readonly directory: Place };

/** The process that wants to pass, and what it finds mounted. */
export interface Passenger extends Identity {
  /** Null where nobody knows: then no mount refuses. */
  readonly mounts: readonly Mount[] | null;
  /** fs.protected_symlinks of its kernel; null where nobody knows. */
  readonly protectedLinks: boolean | null;
}

export type Passage =
  | { readonly answer: 'granted' }
  /** What refuses, and with which errno name. */
  | { readonly answer: 'denied'; readonly at: string; readonly code: 'EACCES' | 'EROFS' }
  | { readonly answer: 'unknown'; readonly why: Ignorance };

const GRANTED: Passage = { answer: 'granted' };
const EXECUTE = 1;

/** Whether the process gets along the way at all; what refuses first counts, as it does for the kernel. */
export function passage(way: readonly Step[], who: Passenger): Passage {
  for (const step of way) {
    const passed = step.kind === 'directory' ? bits(step.at, who, EXECUTE) : followed(step, who);
    if (passed.answer !== 'granted') return passed;
  }
  return GRANTED;
}

/** Whether the process may do that with what stands at the end of a way that lets it through. */
export function use(place: Place, mode: AccessMode, who: Passenger): Passage {
  const { type } = place.inode;
  const mount = who.mounts === null ? null : mountOf(who.mounts, place.path);
  if (mode === 'execute' && type === 'file' && mount !== null && isNoExec(mount)) return denied(place.path);
  const wants = WANT[mode] | (mode === 'write' && type === 'directory' ? EXECUTE : 0);
  const isClosed =
    mode === 'write' && (type === 'file' || type === 'directory') && mount !== null && isReadOnly(mount);
  if (!isClosed) return bits(place, who, wants);
  // A file system that is read-only refuses before its modes are asked, a mount of one that is not behind them
  // (fs/namei.c, inode_permission; fs/open.c, do_faccessat).
  const may = mount.superOptions.includes('ro') ? null : bits(place, who, wants);
  return may?.answer === 'denied' ? may : { answer: 'denied', at: place.path, code: 'EROFS' };
}

/** To make an entry takes w and x at once: no two entries of a list may share that. */
const WANT: Readonly<Record<AccessMode, number>> = { read: 4, write: 2, execute: EXECUTE, search: EXECUTE };

function bits({ path, inode, acl }: Place, who: Passenger, want: number): Passage {
  // On an idmapped mount the owner that we see is not the one that the process meets.
  if (who.mounts !== null && mountOf(who.mounts, path)?.options.includes('idmapped'))
    return { answer: 'unknown', why: { code: 'mount-idmapped', data: { at: path } } };
  // The list is asked where it decides.
  const first = permission(inode, 'unknown', who, want);
  return passageOf(first === 'unknown' ? permission(inode, acl(), who, want) : first, path);
}

function passageOf(answer: Answer, path: string): Passage {
  if (answer === 'granted') return GRANTED;
  if (answer === 'denied') return denied(path);
  return { answer, why: { code: 'access-list-unread', data: { at: path } } };
}

/** In a directory like /tmp only links of one's own, or of its owner, are followed (proc_sys_fs(5)). */
function followed({ path, uid, directory }: Step & { kind: 'link' }, who: Passenger): Passage {
  const { mode, uid: owner } = directory.inode;
  if ((mode & 0o1002) !== 0o1002 || uid === who.uid || uid === owner || who.protectedLinks === false)
    return GRANTED;
  return who.protectedLinks
    ? denied(path)
    : { answer: 'unknown', why: { code: 'links-protected', data: { at: path } } };
}

function denied(at: string): Passage {
  return { answer: 'denied', at, code: 'EACCES' };
}
