import { readlinkSync } from 'node:fs';
import { attempt } from '../live/files/attempt.ts';

/** Where a link of /proc leads, in the words of the kernel; null where it cannot be read. */
export function link(path: string): string | null {
  const target = attempt(() => readlinkSync(path));
  return target.ok ? target.value : null;
}
