import type { AccessMode } from '../../../src/target/file.ts';
import type { Ids } from '../../../src/target/host.ts';
import { accessClass, bitOf, isMember, modeGrants } from '../../../src/target/posix/access.ts';
import { decide, isExtended } from '../../../src/target/posix/acl.ts';
import { isNoExec, isReadOnly } from '../../../src/target/posix/mounts.ts';
import type { Denial } from './denial.ts';

/** Why the system refuses: the most specific reason that what was seen can prove. */
export type Cause =
  | { readonly kind: 'path-missing' | 'not-a-directory' | 'read-only-mount' | 'noexec-mount' }
  | { readonly kind: 'not-readable' | 'not-writable' | 'not-executable' | 'not-searchable' }
  /** The owner is an id of another user namespace: nobody here can change owner or mode. */
  | { readonly kind: 'outside-user-namespace' }
  /** Membership in the group would be enough. */
  | { readonly kind: 'group-not-joined'; readonly gid: number }
  /** An entry of the access list decides, or its mask takes away what an entry grants. */
  | { readonly kind: 'acl-denies'; readonly entry: string }
  /** Neither mode nor list refuses. */
  | { readonly kind: 'denied-despite-mode' };

export function causeOf(denial: Denial, ids: Ids): Cause {
  const { tried, code, stat, mount } = denial;
  if (tried === null) {
    // Where something on the way to it is no directory, the path is missing.
    return { kind: code === 'ENOTDIR' && denial.itself ? 'not-a-directory' : 'path-missing' };
  }
  // The mount first, even where the mode refuses too: on a read-only one nobody can change the mode.
  if (code === 'EROFS' || (tried === 'write' && mount !== null && isReadOnly(mount)))
    return { kind: 'read-only-mount' };
  if (tried === 'execute' && mount !== null && isNoExec(mount)) return { kind: 'noexec-mount' };
  if (code !== 'EACCES' || stat === null) return { kind: PLAIN[tried] };
  if (denial.ownerOutside) return { kind: 'outside-user-namespace' };
  return byAcl(denial, tried, ids) ?? byMode(denial, tried, ids);
}

const PLAIN = {
  read: 'not-readable',
  write: 'not-writable',
  execute: 'not-executable',
  search: 'not-searchable',
} as const satisfies Record<AccessMode, Cause['kind']>;

function byAcl({ acl }: Denial, tried: AccessMode, ids: Ids): Cause | null {
  if (acl === null || !isExtended(acl.access)) return null;
  const decision = decide(acl, ids, tried);
  if (decision.granted) return { kind: 'denied-despite-mode' };
  const { access } = acl;
  switch (decision.by) {
    case 'mask':
      return { kind: 'acl-denies', entry: `mask::${rwx(decision.mask)}` };
    case 'named-user':
      return { kind: 'acl-denies', entry: `user:${decision.id}:${rwx(access.users.get(decision.id) ?? 0)}` };
    case 'named-group':
      return {
        kind: 'acl-denies',
        entry: `group:${decision.id}:${rwx(access.groups.get(decision.id) ?? 0)}`,
      };
    case 'other': {
      const gid = grantingGroup(acl, bitOf(tried));
      return gid === null ? { kind: PLAIN[tried] } : { kind: 'group-not-joined', gid };
    }
    default:
      return { kind: PLAIN[tried] };
  }
}

/** The owning group first, then the named ones; the mask limits all of them. */
function grantingGroup({ group, access }: NonNullable<Denial['acl']>, bit: number): number | null {
  if (((access.mask ?? 7) & bit) === 0) return null;
  if ((access.groupBits & bit) !== 0) return group;
  return [...access.groups].find(([, bits]) => (bits & bit) !== 0)?.[0] ?? null;
}

function byMode({ stat }: Denial, tried: AccessMode, ids: Ids): Cause {
  if (stat === null) return { kind: PLAIN[tried] };
  const bit = bitOf(tried);
  const who = accessClass(stat, ids);
  // To make an entry takes w and x at once.
  const passes = tried !== 'write' || stat.type !== 'directory' || modeGrants(stat.mode, who, 1);
  if (modeGrants(stat.mode, who, bit) && passes) return { kind: 'denied-despite-mode' };
  const outsider = stat.uid !== ids.euid && !isMember(ids, stat.gid);
  return outsider && modeGrants(stat.mode, 'group', bit)
    ? { kind: 'group-not-joined', gid: stat.gid }
    : { kind: PLAIN[tried] };
}

function rwx(bits: number): string {
  return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${bits & 1 ? 'x' : '-'}`;
}
