import type { AccessMode, Acl, AclEntries } from '../file.ts';
import type { Host, Ids } from '../host.ts';
import { findOnPath } from '../program/find-program.ts';
import { bitOf } from './access.ts';

/** The entry that decided, for or against. */
export type Decision =
  | { readonly granted: boolean; readonly by: 'owner' | 'group' | 'other' }
  | { readonly granted: boolean; readonly by: 'named-user' | 'named-group'; readonly id: number }
  /** An entry grants it and the mask takes it away. */
  | { readonly granted: false; readonly by: 'mask'; readonly mask: number };

/** The access check algorithm of acl(5). */
export function decide(acl: Acl, ids: Ids, mode: AccessMode): Decision {
  const bit = bitOf(mode);
  const { access } = acl;
  const masked = (bits: number): number => bits & (access.mask ?? 7);
  if (ids.euid === acl.owner) return { granted: (access.ownerBits & bit) !== 0, by: 'owner' };
  const user = access.users.get(ids.euid);
  if (user !== undefined) {
    if ((user & bit) !== 0 && (masked(user) & bit) === 0)
      return { granted: false, by: 'mask', mask: access.mask ?? 7 };
    return { granted: (masked(user) & bit) !== 0, by: 'named-user', id: ids.euid };
  }
  return byGroups(acl, ids, bit) ?? { granted: (access.otherBits & bit) !== 0, by: 'other' };
}

/** One matching group that grants is enough; matching groups that all refuse shut out `other` too. */
function byGroups({ group, access }: Acl, ids: Ids, bit: number): Decision | null {
  const mine = new Set([ids.egid, ...ids.groups]);
  const matching: { readonly id: number | null; readonly bits: number }[] = [];
  if (mine.has(group)) matching.push({ id: null, bits: access.groupBits });
  for (const [id, bits] of access.groups) if (mine.has(id)) matching.push({ id, bits });
  const grants = matching.find((entry) => (entry.bits & bit) !== 0);
  const decisive = grants ?? matching[0];
  if (decisive === undefined) return null;
  if (grants !== undefined && access.mask !== null && (access.mask & bit) === 0)
    return { granted: false, by: 'mask', mask: access.mask };
  const granted = grants !== undefined;
  return decisive.id === null ? { granted, by: 'group' } : { granted, by: 'named-group', id: decisive.id };
}

/** Some group gets to write: what a list of a shared directory has to give. */
export function givesGroupWrite({ mask, groupBits, groups }: AclEntries): boolean {
  return ((mask ?? 7) & 2) !== 0 && [groupBits, ...groups.values()].some((bits) => (bits & 2) !== 0);
}

/** It says more than the mode does. */
export function isExtended(entries: AclEntries): boolean {
  return entries.mask !== null || entries.users.size > 0 || entries.groups.size > 0;
}

/** Lists by path; null where there is no getfacl; late where it had no time to answer. */
export type AclAnswer = ReadonlyMap<string, Acl> | null | 'late';

/**
 * The lists of some paths, by path; null where there is no getfacl: Node itself cannot read them. A path
 * that getfacl cannot read is left out.
 */
export async function readAcls(
  host: Host,
  paths: readonly string[],
  remainingMs: number,
): Promise<AclAnswer> {
  if (host.acl !== undefined) {
    return new Map(
      paths.flatMap((path) => {
        const acl = host.acl?.(path) ?? null;
        return acl === null ? [] : [[path, acl] as const];
      }),
    );
  }
  const getfacl = findOnPath(host, 'getfacl') ?? findOnPath(host, 'getfacl', '/usr/bin:/bin');
  if (getfacl === null) return null;
  return (await import('./getfacl.ts')).askGetfacl(host, getfacl, paths, remainingMs);
}
