import type { Host } from '../../../src/target/host.ts';
import { mountOf, readMounts } from '../../../src/target/posix/mounts.ts';
import { parentOf } from '../../../src/target/posix/walk-path.ts';
import type { Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** File systems of the kernel's own, in which mkdir(2) says ENOENT or EPERM even to root. */
const WITHOUT_FILES = ['proc', 'sysfs', 'devpts'];

/** A build cache that would have to be made where modes grant it and the file system cannot. */
export function judgeCachePlace(host: Host, { values }: Seen): GoEnvFinding[] {
  const cache = values.GOCACHE ?? '';
  if (!cache.startsWith('/') || !isMissing(host, cache)) return [];
  let at = parentOf(cache);
  while (at !== '/' && isMissing(host, at)) at = parentOf(at);
  // Where modes refuse, another rule says it.
  if (!host.access(at, 'write').ok) return [];
  const mounts = readMounts(host);
  const type = mounts === null ? undefined : mountOf(mounts, at)?.fsType;
  if (type === undefined || !WITHOUT_FILES.includes(type)) return [];
  return [{ rule: 'go-env/build-cache-misplaced', args: { cache, at, type } }];
}

function isMissing(host: Host, path: string): boolean {
  const stat = host.stat(path);
  return !stat.ok && stat.error.code === 'ENOENT';
}
