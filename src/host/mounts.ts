import type { Host } from './host.ts';

/** One line of /proc/PID/mountinfo (proc_pid_mountinfo(5)). */
export interface Mount {
  readonly id: number;
  /** Id of the mount on which this one lies; not in the table for the topmost ones. */
  readonly parent: number;
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
    const [id, parent, , root, mountPoint, options] = fields;
    const [fsType, source, superOptions] = separator < 0 ? [] : fields.slice(separator + 1);
    if (root === undefined || mountPoint === undefined || options === undefined || fsType === undefined)
      continue;
    mounts.push({
      id: Number(id),
      parent: Number(parent),
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
  const onTheWay = mounts.filter((mount) => isUnder(path, mount.mountPoint));
  const ids = new Set(mounts.map((mount) => mount.id));
  let current: Mount | null = null;
  for (;;) {
    let next: Mount | null = null;
    for (const mount of onTheWay) {
      // Of several on one parent the nearest comes first; of equals the last lies on top.
      if (liesOn(mount, current, ids) && mount.mountPoint.length <= (next?.mountPoint.length ?? Infinity))
        next = mount;
    }
    if (next === null) return current;
    current = next;
  }
}

function liesOn(mount: Mount, below: Mount | null, ids: ReadonlySet<number>): boolean {
  const topmost = mount.parent === mount.id || !ids.has(mount.parent);
  if (below === null) return topmost;
  // In a chroot the parents of several mounts may be out of sight.
  if (topmost) return mount.mountPoint.length > below.mountPoint.length;
  return mount.parent === below.id && mount !== below;
}

/** `path` is `directory` or lies below it. */
export function isUnder(path: string, directory: string): boolean {
  return directory === '/' || path === directory || path.startsWith(`${directory}/`);
}

/** Read-only here, or all of its file system is. */
export function isReadOnly(mount: Mount): boolean {
  return mount.options.includes('ro') || mount.superOptions.includes('ro');
}

/** Programs on it cannot be started. */
export function isNoExec(mount: Mount): boolean {
  return mount.options.includes('noexec') || mount.superOptions.includes('noexec');
}
