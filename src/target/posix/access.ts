import type { AccessMode, Stat } from '../file.ts';
import type { Ids } from '../host.ts';

/** Which third of the mode counts for a process: exactly one does, even where another would grant more. */
export type AccessClass = 'owner' | 'group' | 'other';

type Owned = Pick<Stat, 'uid' | 'gid' | 'mode'>;

/** The class of the process for a file, as the kernel chooses it (path_resolution(7)). */
export function accessClass(file: Pick<Owned, 'uid' | 'gid'>, ids: Ids): AccessClass {
  if (file.uid === ids.euid) return 'owner';
  return isMember(ids, file.gid) ? 'group' : 'other';
}

/** The process has the group, as its own or as a supplementary one. */
export function isMember(ids: Ids, gid: number): boolean {
  return gid === ids.egid || ids.groups.includes(gid);
}

/** The permission bit that a mode of access asks for: 4 read, 2 write, 1 execute or search. */
export function bitOf(mode: AccessMode): 4 | 2 | 1 {
  if (mode === 'read') return 4;
  return mode === 'write' ? 2 : 1;
}

/** Whether one class has the bit in the mode. */
export function modeGrants(mode: number, who: AccessClass, bit: 4 | 2 | 1): boolean {
  const shift = who === 'owner' ? 6 : who === 'group' ? 3 : 0;
  return ((mode >> shift) & bit) !== 0;
}
