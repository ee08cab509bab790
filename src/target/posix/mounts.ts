import { add } from '../../core/text/grouped.ts';
import type { Host } from '../host.ts';

/** One line of /proc/PID/mountinfo (proc_pid_mountinfo(5)). */
export interface Mount {
  readonly id: number;
  /** Id of the mount on which this one lies; not in the table for the topmost ones. */
  readonly parent: number;
  /** Device of the mounted file system, `major:minor`: the same for two mounts of one. */
  readonly device: string;
  /** The directory of the mounted file system that is shown here. */
  readonly root: string;
  readonly mountPoint: string;
  /** Options of this mount, such as `ro`, `noexec`. */
  readonly options: readonly string[];
  readonly fsType: string;
  readonly source: string;
  /** Options of the file system behind it. */
  readonly superOptions: readonly string[];
}

/** A run asks several times, and nobody mounts anything in between that would have to be seen. */
const tables = new WeakMap<Host, readonly Mount[] | null>();

/** The mount table; null where /proc is not there. Read once for each host. */
export function readMounts(host: Host): readonly Mount[] | null {
  const known = tables.get(host);
  if (known !== undefined) return known;
  const file = host.readFile(`${host.proc}/mountinfo`);
  const table = file.ok ? parseMountInfo(file.value.toString('utf8')) : null;
  tables.set(host, table);
  return table;
}

/** Lines that are not in the format are left out. */
export function parseMountInfo(text: string): readonly Mount[] {
  const mounts: Mount[] = [];
  for (const line of text.split('\n')) {
    const fields = line.split(' ');
    const separator = fields.indexOf('-', 6);
    const [id, parent, device, root, mountPoint, options] = fields;
    const [fsType, source, superOptions] = separator < 0 ? [] : fields.slice(separator + 1);
    if (root === undefined || mountPoint === undefined || options === undefined || fsType === undefined)
      continue;
    mounts.push({
      id: Number(id),
      parent: Number(parent),
      device: device ?? '',
      root: unescapeOctal(root),
      mountPoint: unescapeOctal(mountPoint),
      options: options.split(','),
      fsType,
      source: unescapeOctal(source ?? ''),
      superOptions: (superOptions ?? '').split(','),
    });
  }
  return mounts;
}

/** The kernel writes space, tab, newline and backslash as three octal digits. */
function unescapeOctal(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
    : text;
}

/**
 * The mount that `path` (absolute, without links) lies on; null where the table does not name it, as in
 * a chroot whose root is no mount point.
 *
 * Followed from mount to mount as the kernel does: the longest prefix would be wrong where a later mount
 * on a parent directory hides it.
 */
export function mountOf(mounts: readonly Mount[], path: string): Mount | null {
  const { ids, rank } = indexOf(mounts);
  const isTopmost = ({ id, parent }: Mount) => parent === id || !ids.has(parent);
  // From the root down: of several on one parent the nearest comes first; of equals the last lies on top.
  const topmost: Mount[] = [];
  const byParent = new Map<number, Mount>();
  for (const there of mountsAbove(mounts, path)) {
    const free = there.findLast(isTopmost);
    if (free !== undefined) topmost.push(free);
    const nearest = new Map(there.filter((mount) => !isTopmost(mount)).map((mount) => [mount.parent, mount]));
    for (const [parent, mount] of nearest) if (!byParent.has(parent)) byParent.set(parent, mount);
  }
  const passed = new Set<Mount>();
  let current: Mount | null = null;
  for (;;) {
    const below: Mount | null = current;
    // In a chroot the parents of several mounts may be out of sight.
    const free = topmost.find((mount) => mount.mountPoint.length > (below?.mountPoint.length ?? 0));
    const child = below === null ? undefined : byParent.get(below.id);
    const next = nearer(child, free, rank);
    // A table that leads in a circle is none of the kernel's.
    if (next === undefined || passed.has(next)) return current;
    passed.add(next);
    current = next;
  }
}

function nearer(a: Mount | undefined, b: Mount | undefined, rank: MountIndex['rank']): Mount | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const lengths = a.mountPoint.length - b.mountPoint.length;
  return (lengths || (rank.get(b) ?? 0) - (rank.get(a) ?? 0)) < 0 ? a : b;
}

interface MountIndex {
  readonly ids: ReadonlySet<number>;
  readonly byPlace: ReadonlyMap<string, readonly Mount[]>;
  /** Of the paths of mounts: a path of hundreds of directories is asked about at each of them. */
  readonly lengths: ReadonlySet<number>;
  /** Its line in the table. */
  readonly rank: ReadonlyMap<Mount, number>;
}

/** Many paths are looked up in one table, which may have as many lines as the kernel allows (100 000). */
const indices = new WeakMap<readonly Mount[], MountIndex>();

function indexOf(mounts: readonly Mount[]): MountIndex {
  let index = indices.get(mounts);
  if (index === undefined) {
    const byPlace = new Map<string, Mount[]>();
    for (const mount of mounts) add(byPlace, mount.mountPoint, mount);
    index = {
      ids: new Set(mounts.map((mount) => mount.id)),
      byPlace,
      lengths: new Set([...byPlace.keys()].map(({ length }) => length)),
      rank: new Map(mounts.map((mount, i) => [mount, i])),
    };
    indices.set(mounts, index);
  }
  return index;
}

/** The mounts on each directory of the path, from the root down. */
function* mountsAbove(mounts: readonly Mount[], path: string): Generator<readonly Mount[]> {
  const { byPlace, lengths } = indexOf(mounts);
  const on = (place: string) => byPlace.get(place) ?? [];
  yield on('/');
  for (let end = path.indexOf('/', 1); end >= 0; end = path.indexOf('/', end + 1))
    if (lengths.has(end)) yield on(path.slice(0, end));
  if (path !== '/' && lengths.has(path.length)) yield on(path);
}

/** `path` is `directory` or lies below it. */
export function isUnder(path: string, directory: string): boolean {
  return directory === '/' || path === directory || path.startsWith(`${directory}/`);
}

/** Read-only here, or all of its file system is. */
export function isReadOnly(mount: Mount): boolean {
  return mount.options.includes('ro') || mount.superOptions.includes('ro');
}

/** Set-user-ID bits and file capabilities of programs on it count for nothing. */
export function isNoSetuid(mount: Mount): boolean {
  return mount.options.includes('nosuid') || mount.superOptions.includes('nosuid');
}

/** Programs on it cannot be started. */
export function isNoExec(mount: Mount): boolean {
  return mount.options.includes('noexec') || mount.superOptions.includes('noexec');
}
