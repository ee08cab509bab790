import type { Host, Stat } from '../../src/host/host.ts';

/** How ids that a user namespace has no number for are shown (/proc/sys/fs/overflowuid, user_namespaces(7)). */
const OVERFLOW = 65_534;

/** All that there are: the initial namespace, and those that map everything. */
const ALL = 4_294_967_295;

/** Whose the file is: an id outside of this user namespace, which nobody inside can change. Null where it is inside. */
export function outsideNamespace(host: Host, stat: Stat): 'owner' | 'group' | null {
  if (stat.uid === OVERFLOW && lacksIds(host, 'uid_map')) return 'owner';
  return stat.gid === OVERFLOW && lacksIds(host, 'gid_map') ? 'group' : null;
}

/** The map leaves ids out, 65534 itself among them: then whoever is shown as that is from outside. */
function lacksIds(host: Host, map: string): boolean {
  const file = host.readFile(`${host.proc}/${map}`);
  if (!file.ok) return false;
  const ranges = file.value
    .toString('latin1')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const covered = ranges.reduce((sum, [, , length = 0]) => sum + length, 0);
  const named = ranges.some(([inside = 0, , length = 0]) => OVERFLOW >= inside && OVERFLOW < inside + length);
  return covered < ALL && !named;
}
