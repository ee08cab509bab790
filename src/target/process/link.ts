import { readlinkSync } from 'node:fs';
import { attempt } from '../live/files/attempt.ts';
import { isUnder } from '../posix/mounts.ts';

/** Where a link of /proc leads, in the words of the kernel; null where it cannot be read. */
export function link(path: string): string | null {
  const target = attempt(() => readlinkSync(path));
  return target.ok ? target.value : null;
}

/** What the kernel names to whoever looks, by its name below the root of the process in `directory`; null where it is not there. */
export function belowRoot(directory: string, path: string): string | null {
  const root = link(`${directory}/root`);
  if (root === null || !isUnder(path, root)) return null;
  return root === '/' ? path : path.slice(root.length) || '/';
}
