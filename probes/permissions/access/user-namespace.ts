import type { Stat } from '../../../src/target/file.ts';
import type { Host } from '../../../src/target/host.ts';

/** How ids that a user namespace has no number for are shown (/proc/sys/fs/overflowuid, user_namespaces(7)). */
const OVERFLOW = 65_534;

/** All that there are: the initial namespace, and those that map everything. */
const ALL = 4_294_967_295;

/** The owner is an id outside of this user namespace: nobody inside can change owner or mode. */
export function hasOwnerOutside(host: Host, { uid }: Stat): boolean {
  return uid === OVERFLOW && leavesOut(host);
}

/** The map leaves ids out, 65534 itself among them: then whoever is shown as that is from outside. */
function leavesOut(host: Host): boolean {
  const file = host.readFile(`${host.proc}/uid_map`);
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
