import type { Host } from './host.ts';

/** One line of /proc/PID/mountinfo (proc_pid_mountinfo(5)). */
export interface Mount {
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

/** The mount table; null where /proc is not there. */
export function readMounts(host: Host): readonly Mount[] | null {
  const file = host.readFile(`${host.proc}/mountinfo`);
  return file.ok ? parseMountInfo(file.value.toString('utf8')) : null;
}

/** Lines that are not in the format are left out. */
export function parseMountInfo(text: string): readonly Mount[] {
  const mounts: Mount[] = [];
  for (const line of text.split('\n')) {
    const fields = line.split(' ');
    const separator = fields.indexOf('-', 6);
    const [, , , root, mountPoint, options] = fields;
    const [fsType, source, superOptions] = separator < 0 ? [] : fields.slice(separator + 1);
    if (root === undefined || mountPoint === undefined || options === undefined || fsType === undefined)
      continue;
    mounts.push({
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
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

/** The mount that `path` (absolute, without links) lies on: the longest prefix, the last of equals. */
export function mountOf(mounts: readonly Mount[], path: string): Mount | null {
  let best: Mount | null = null;
  for (const mount of mounts) {
    if (isUnder(path, mount.mountPoint) && mount.mountPoint.length >= (best?.mountPoint.length ?? 0))
      best = mount;
  }
  return best;
}

/** `path` is `directory` or lies below it. */
export function isUnder(path: string, directory: string): boolean {
  return directory === '/' || path === directory || path.startsWith(`${directory}/`);
}

/** Read-only here, or all of its file system is. */
export function isReadOnly(mount: Mount): boolean {
  return mount.options.includes('ro') || mount.superOptions.includes('ro');
}
