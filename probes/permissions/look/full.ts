import type { Host } from '../../../src/target/host.ts';
import { lackOf } from '../../../src/target/room.ts';
import type { Full, Trial } from '../facts.ts';

/** Of the paths that are to be written those that nothing refuses, and that have no room: one statfs(2) each. */
export function fullPaths(host: Host, trials: readonly Trial[]): readonly Full[] {
  const refused = new Set(trials.filter(({ denial }) => denial !== null).map(pathOf));
  return [...new Set(trials.map(pathOf))]
    .filter((path) => !refused.has(path))
    .flatMap((path) => {
      const stat = host.stat(path);
      const type = stat.ok ? stat.value.type : 'directory';
      // What is written to a device or a pipe goes elsewhere.
      if (type !== 'directory' && type !== 'file') return [];
      const lacks = lackOf(host, path);
      // A file that is there has its inode.
      return lacks === null || (type === 'file' && lacks === 'inodes') ? [] : [{ path, lacks }];
    });
}

function pathOf({ requirement }: Trial): string {
  return requirement.path;
}
