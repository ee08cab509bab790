import type { Policy } from '../../src/core/policy.ts';
import type { Host } from '../../src/target/host.ts';
import { type Acl, givesGroupWrite } from '../../src/target/posix/acl.ts';
import { mountOf, readMounts } from '../../src/target/posix/mounts.ts';
import { realPath } from '../../src/target/posix/real-path.ts';
import type { Files } from './access/memo.ts';
import { octal } from './evidence.ts';
import type { PermissionFacts, SharedDirectory } from './facts.ts';
import type { PermissionFinding } from './rules/index.ts';

const SET_GID = 0o2000;
const GROUP_WRITE = 0o020;

/** The shared directories that are there; a missing one has its finding already. */
export function sharedDirectories(host: Host, files: Files, policy: Policy): Omit<SharedDirectory, 'acl'>[] {
  return policy.permissions.paths.flatMap(({ path, shared }) => {
    const stat = shared ? files.stat(path) : null;
    if (!stat?.ok || stat.value.type !== 'directory') return [];
    const { mode, uid, gid } = stat.value;
    return [{ path, mode, uid, gid, volume: isOnVolume(host, path) }];
  });
}

function isOnVolume(host: Host, path: string): boolean | null {
  const mounts = readMounts(host);
  const real = realPath(host, path);
  const mount = mounts === null || !real.ok ? null : mountOf(mounts, real.value);
  return mount === null ? null : mount.mountPoint !== '/';
}

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
