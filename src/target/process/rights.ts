import { isNoExec, isReadOnly } from '../posix/mounts.ts';
import type { Viewer } from '../root/files.ts';

/** The texts of /proc/PID/uid_map and gid_map. */
interface IdMaps {
  readonly uid: string;
  readonly gid: string;
}

/**
 * What decides, beside who it is, whether a process may use a file: capabilities, how its ids are mapped, what its mounts
 * forbid. Two processes whose texts are equal get the same answers about the same files.
 *
 * @param same whether it is in our own user namespace
 */
export function rightsOf({ capabilities, mounts }: Viewer, maps: IdMaps, same: boolean): string {
  const forbidden = mounts
    ?.filter((mount) => isReadOnly(mount) || isNoExec(mount))
    .map((mount) => [mount.mountPoint, isReadOnly(mount), isNoExec(mount)]);
  return JSON.stringify([capabilities.toString(16), maps, same, forbidden ?? null]);
}
