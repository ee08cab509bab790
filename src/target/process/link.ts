import { readlinkSync } from 'node:fs';
import { attempt } from '../live/files/attempt.ts';

/** Where a link of /proc leads, in the words of the kernel; null where it cannot be read. */
export function link(path: string): string | null {
  const target = attempt(() => readlinkSync(path));
  return target.ok ? target.value : null;
}

/** What the kernel names to whoever looks, by the name that it has below the root of the process in `directory`. */
export function belowRoot(directory: string, path: string): string {
  const root = link(`${directory}/root`);
  return root !== null && root !== '/' && path.startsWith(`${root}/`) ? path.slice(root.length) : path;
}
