import type { Acl } from '../../../src/target/file.ts';
import { givesGroupWrite } from '../../../src/target/posix/acl.ts';
import { octal } from '../evidence.ts';
import type { PermissionFacts } from '../facts.ts';
import type { PermissionFinding } from '../rules/index.ts';

const SET_GID = 0o2000;
const GROUP_WRITE = 0o020;

/**
 * What keeps a directory from being shared though this process can use it. The umask is the umask probe's
 * matter.
 */
export function judgeShared({ shared, ids, accounts }: PermissionFacts): PermissionFinding[] {
  return shared.flatMap(({ path, mode, uid, gid, volume, acl }): PermissionFinding[] => {
    const group = accounts?.groups.get(gid) ?? String(gid);
    const mine = uid === ids.euid && uid !== 0;
    const args = { path, group, mode: octal(mode), mine, groupId: gid, volume };
    const entries = acl === null || acl.defaults !== null ? [] : namedEntries(acl);
    if (entries.length > 0) return [{ rule: 'permissions/acl-default-missing', args: { ...args, entries } }];
    if (acl !== null && acl.defaults !== null && !givesGroupWrite(acl.defaults)) {
      return [{ rule: 'permissions/acl-default-denies', args }];
    }
    if ((mode & GROUP_WRITE) === 0) return [{ rule: 'permissions/group-cannot-write', args }];
    // With a default list, or with the same group anyway, what is made in it stays with the group.
    const inherits = (mode & SET_GID) !== 0 || gid === ids.egid || (acl?.defaults ?? null) !== null;
    return inherits ? [] : [{ rule: 'permissions/setgid-missing', args: { ...args, gid: ids.egid } }];
  });
}

function namedEntries({ access }: Acl): string[] {
  const users = [...access.users.keys()].map((id) => `user:${id}`);
  return [...users, ...[...access.groups.keys()].map((id) => `group:${id}`)];
}
