import type { Policy } from '../../../src/core/policy/policy.ts';
import type { Host } from '../../../src/target/host.ts';
import { mountOf, readMounts } from '../../../src/target/posix/mounts.ts';
import { realPath } from '../../../src/target/posix/real-path.ts';
import type { Files } from '../access/memo.ts';
import type { SharedDirectory } from '../facts.ts';

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
