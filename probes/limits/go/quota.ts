import type { Host } from '../../../src/target/host.ts';
import { isUnder, type Mount, readMounts } from '../../../src/target/posix/mounts.ts';
import { minorOf } from './gomaxprocs.ts';

/** From here on the directory that the mount shows is taken off the path (golang/go#76390). */
const KNOWS_ROOTS = 26;

/**
 * The quota that the Go runtime reads (internal/runtime/cgroup): that of the group of the process alone, whatever those
 * above it have, in the first mount that shows it.
 *
 * @returns CPUs' worth of time; null where there is no limit, or where this release finds no file
 */
export function quotaOfGo(host: Host, version: string): number | null {
  const table = host.readFile(`${host.proc}/cgroup`, { maxBytes: 64 * 1024 });
  const mounts = readMounts(host);
  const group = table.ok ? groupOf(table.value.toString('utf8')) : null;
  if (group === null || mounts === null) return null;
  const directory =
    minorOf(version) < KNOWS_ROOTS ? beneathAnyMount(mounts, group) : withinMount(mounts, group);
  return directory === null ? null : quotaAt(host, directory, group.version);
}

interface Group {
  readonly version: 1 | 2;
  readonly path: string;
}

/** Version 1 has the say where it has the controller. A line that is none spoils all. */
function groupOf(text: string): Group | null {
  let found: Group | null = null;
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const [, id, controllers = '', path] = /^([^:]*):([^:]*):(\/.*)$/.exec(line) ?? [];
    if (path === undefined) return null;
    if (id === '0') found = { version: 2, path };
    else if (controllers.split(',').includes('cpu')) return { version: 1, path };
  }
  return found;
}

function isOfCpu({ fsType, superOptions }: Mount): boolean {
  return fsType === 'cgroup' && superOptions.includes('cpu');
}

/** Go 1.25: the path behind the mount point, whatever directory is mounted there; of version 2 the last mount. */
function beneathAnyMount(mounts: readonly Mount[], { path }: Group): string | null {
  const mount = mounts.find(isOfCpu) ?? mounts.findLast(({ fsType }) => fsType === 'cgroup2');
  return mount === undefined ? null : mount.mountPoint + path;
}

function withinMount(mounts: readonly Mount[], { version, path }: Group): string | null {
  for (const mount of mounts) {
    if (version === 1 ? !isOfCpu(mount) : mount.fsType !== 'cgroup2') continue;
    if (!isUnder(path, mount.root)) continue;
    const below = mount.root === '/' ? (path === '/' ? '' : path) : path.slice(mount.root.length);
    if (below === '/..' || below.startsWith('/../')) continue;
    return mount.mountPoint + below;
  }
  return null;
}

/** Not rounded: a little more than two CPUs is three. */
function quotaAt(host: Host, directory: string, version: 1 | 2): number | null {
  const text = (name: string) => {
    const file = host.readFile(`${directory}/${name}`, { maxBytes: 63 });
    return file.ok ? file.value.toString('latin1') : '';
  };
  const [, quota, period] =
    version === 2
      ? (/^(\d+) (\d+)\n/.exec(text('cpu.max')) ?? [])
      : (/^(\d+)\n(\d+)\n/.exec(text('cpu.cfs_quota_us') + text('cpu.cfs_period_us')) ?? []);
  return quota === undefined || period === undefined || Number(period) === 0
    ? null
    : Number(quota) / Number(period);
}
