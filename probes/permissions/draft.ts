import type { DraftField } from '../../src/core/policy/draft.ts';
import type { Host } from '../../src/target/host.ts';
import { isReadOnly, type Mount, readMounts } from '../../src/target/posix/mounts.ts';
import type { PermissionFacts } from './facts.ts';
import type { Need } from './policy.ts';

/** What a runtime mounts for the container itself: it comes with every container. */
const OF_RUNTIME =
  /^\/(?:$|(?:proc|sys|dev|tmp|run\/secrets\/kubernetes\.io|var\/run\/secrets\/kubernetes\.io)(?:\/|$)|etc\/(?:hosts|hostname|resolv\.conf)$)/;

/** What is asked for by the profile whatever a policy says. */
const BY_PROFILE = ['GOROOT', 'CA file', 'localtime'];

/** The directories that this user can write, and the volumes, as far as it can use them. */
export async function draft({ trials }: PermissionFacts, host: Host): Promise<readonly DraftField[]> {
  const paths = new Map<string, readonly Need[]>();
  for (const { requirement, need, denial } of trials)
    if (denial === null && need !== 'read' && !BY_PROFILE.includes(requirement.role))
      paths.set(requirement.path, [need === 'execute' ? 'read' : need]);
  for (const mount of volumes(readMounts(host) ?? [])) {
    const need = needOf(mount, host);
    if (need !== null && !paths.has(mount.mountPoint)) paths.set(mount.mountPoint, need);
  }
  const value = [...paths].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, need]) => ({ path, need }));
  return value.length === 0
    ? []
    : [{ key: 'paths', value, comment: 'Directories that this user can write, and volumes.' }];
}

/** More volumes than a container has. */
const MOST_VOLUMES = 32;

/** Of a container, whose root is an overlay: a machine has many mounts. The last at a place is the one that is seen. */
function volumes(mounts: readonly Mount[]): readonly Mount[] {
  const root = mounts.findLast(({ mountPoint }) => mountPoint === '/');
  if (root?.fsType !== 'overlay') return [];
  const own = mounts.filter(({ mountPoint }) => !OF_RUNTIME.test(mountPoint));
  return [...new Map(own.map((mount) => [mount.mountPoint, mount])).values()].slice(0, MOST_VOLUMES);
}

function needOf(mount: Mount, host: Host): readonly Need[] | null {
  const at = mount.mountPoint;
  if (!isReadOnly(mount) && host.access(at, 'write').ok) return ['write'];
  return host.access(at, 'read').ok ? ['read'] : null;
}
