import { normalize } from 'node:path/posix';
import { allContainers } from '../manifest/containers.ts';
import type { Workload } from '../manifest/objects.ts';

/**
 * Directories that the kubelet makes in a volume which it writes, since another volume is mounted there
 * (util.MakeNestedMountpoints): their paths below it. A mount of a file there fails, since a directory is in its place.
 */
export function nestedMountpoints(volume: string, workload: Workload): readonly string[] {
  return allContainers(workload).flatMap((container) => {
    const mounts = container
      .get('volumeMounts')
      .items()
      .map((mount) => ({
        name: mount.get('name').text(),
        at: withoutSlash(normalize(mount.get('mountPath').text() ?? '/')),
      }));
    const all = mounts.map(({ at }) => at).sort();
    return mounts
      .filter(({ name }) => name === volume)
      .flatMap(({ at }) => {
        let last = '';
        return all.flatMap((path) => {
          if (!path.startsWith(`${at}/`) || (last !== '' && path.startsWith(`${last}/`))) return [];
          last = path;
          return [path.slice(at.length + 1)];
        });
      });
  });
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
