import type { Host } from '../../host.ts';
import { isUnder, type Mount, readMounts } from '../mounts.ts';

export type Controller = 'cpu' | 'cpuset' | 'memory' | 'pids';

/** The control groups that a process is in (cgroups(7)), as far as its mounts show them. */
export interface Groups {
  readonly version: 1 | 2;
  /** The directory of the group and those above it, the group's own first; empty where no mount shows it. */
  directories(controller: Controller): readonly string[];
}

/** No deeper do container runtimes nest them. */
const MAX_DEPTH = 32;

/**
 * By the process's own table of groups and its own mounts, so that what is read is never of whoever looks. What lies
 * above the mount, as in a namespace, nobody in there can see.
 *
 * @returns null where nobody can know them: no /proc, no mount of them, a hybrid without a controller of version 1
 */
export function readGroups(host: Host): Groups | null {
  const own = host.readFile(`${host.proc}/cgroup`, { maxBytes: 64 * 1024 });
  const mounts = own.ok ? readMounts(host) : null;
  if (!own.ok || mounts === null) return null;
  const groups = parseGroups(own.value.toString('utf8'));
  return separate(mounts, groups) ?? unified(host, mounts, groups);
}

interface Group {
  /** Empty for version 2. */
  readonly controllers: readonly string[];
  readonly path: string;
}

/** Lines such as `4:cpu,cpuacct:/path`, and of version 2 `0::/path`. */
export function parseGroups(text: string): readonly Group[] {
  return text.split('\n').flatMap((line): Group[] => {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) return [];
    return [{ controllers: controllers.split(',').filter(Boolean), path }];
  });
}

/** Version 1, where each controller has a tree of its own. A controller is never in both at once. */
function separate(mounts: readonly Mount[], groups: readonly Group[]): Groups | null {
  const directories = (controller: Controller) => {
    const group = groups.find(({ controllers }) => controllers.includes(controller));
    const mount = mounts.find(
      ({ fsType, superOptions }) => fsType === 'cgroup' && superOptions.includes(controller),
    );
    return group === undefined || mount === undefined ? [] : fromGroupUp(mount, group.path);
  };
  const found = [...directories('cpu'), ...directories('memory')];
  return found.length === 0 ? null : { version: 1, directories };
}

function unified(host: Host, mounts: readonly Mount[], groups: readonly Group[]): Groups | null {
  const group = groups.find(({ controllers }) => controllers.length === 0);
  const mount = mounts.find(({ fsType }) => fsType === 'cgroup2');
  if (group === undefined || mount === undefined) return null;
  const directories = fromGroupUp(mount, group.path);
  const has = line(host, `${directories.at(-1)}/cgroup.controllers`)?.split(' ') ?? [];
  return has.includes('cpu') || has.includes('memory')
    ? { version: 2, directories: () => directories }
    : null;
}

function fromGroupUp({ root, mountPoint }: Mount, path: string): readonly string[] {
  // A path of another namespace says nothing here: the mount itself is what is seen.
  const isSeen = isUnder(path, root) && !path.startsWith('/..');
  const below = isSeen ? path.slice(root === '/' ? 0 : root.length) : '';
  const directories: string[] = [];
  for (
    let at = below.replace(/\/$/, '');
    directories.length < MAX_DEPTH;
    at = at.slice(0, at.lastIndexOf('/'))
  ) {
    directories.push(`${mountPoint}${at}`);
    if (at === '') break;
  }
  return directories;
}

/** What a small file of the kernel says, without the blanks around it; null where it says nothing. */
export function line(host: Host, path: string): string | null {
  const file = host.readFile(path, { maxBytes: 4096 });
  return file.ok ? file.value.toString('utf8').trim() : null;
}
