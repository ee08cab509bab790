import type { Policy } from '../../src/core/policy/policy.ts';
import type { Observed, ProbeContext } from '../../src/core/probe.ts';
import type { Host } from '../../src/target/host.ts';
import { readAcls } from '../../src/target/posix/acl.ts';
import { mountOf, readMounts } from '../../src/target/posix/mounts.ts';
import { readProcStatus } from '../../src/target/posix/process-status.ts';

export interface UmaskFacts {
  /** Umask of this process; null where /proc does not tell. */
  readonly self: number | null;
  /** Umask of process 1, which the application inherits. */
  readonly init: number | null;
  /** Directories of the policy in which new files have to be writable for a group, and will not be. */
  readonly closedToGroup: readonly SharedPath[];
}

export interface SharedPath {
  readonly path: string;
  /** Who says that it is shared: the policy, or its set-gid bit. */
  readonly by: 'policy' | 'set-gid';
}

const GROUP_WRITE = 0o020;
const OTHERS_WRITE = 0o002;
const SET_GID = 0o2000;

/**
 * From /proc (Linux 4.7 and later). Never by umask(2): it can only be read by setting it, for all
 * threads at once.
 */
export async function observe(
  host: Host,
  { policy, deadline }: ProbeContext<UmaskFacts>,
): Promise<Observed<UmaskFacts>> {
  const self = readProcStatus(host, host.proc)?.umask ?? null;
  const init = readProcStatus(host, '/proc/1')?.umask ?? null;
  const shared = self !== null && (self & GROUP_WRITE) !== 0 ? sharedPaths(host, policy) : [];
  if (shared.length === 0) return { facts: { self, init, closedToGroup: [] } };

  const paths = shared.map(({ path }) => path);
  const acls = await readAcls(host, paths, deadline.remainingMs());
  // A default list would make it good: without an answer nobody knows.
  if (acls === 'late') {
    const incomplete = { code: 'access-lists-late', data: {} } as const;
    return { facts: { self, init, closedToGroup: [] }, incomplete };
  }
  // A default ACL takes the place of the umask (acl(5), "object creation"): whether it is a good one is
  // what the permissions probe says.
  const closedToGroup = shared.filter(({ path }) => (acls?.get(path)?.defaults ?? null) === null);
  return { facts: { self, init, closedToGroup } };
}

/**
 * A set-gid directory that its group may write is there to be shared. Not so on a volume, where the kubelet
 * sets that bit with fsGroup, however many users there are; nor where everybody may write.
 */
function sharedPaths(host: Host, policy: Policy): readonly SharedPath[] {
  const mounts = readMounts(host);
  const onVolume = (path: string) => mounts !== null && (mountOf(mounts, path)?.mountPoint ?? '/') !== '/';
  return policy.permissions.paths.flatMap(({ path, shared }): SharedPath[] => {
    if (shared) return [{ path, by: 'policy' }];
    const stat = host.stat(path);
    if (!stat.ok || stat.value.type !== 'directory' || onVolume(path)) return [];
    const { mode } = stat.value;
    const forGroup = (mode & SET_GID) !== 0 && (mode & GROUP_WRITE) !== 0 && (mode & OTHERS_WRITE) === 0;
    return forGroup ? [{ path, by: 'set-gid' }] : [];
  });
}
