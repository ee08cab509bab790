import { closeSync, openSync, readSync } from 'node:fs';

/** What the last file that was read says: a buffer for each would be most of what an agent at rest throws away. */
export const SAID = Buffer.allocUnsafeSlow(64 * 1024);

/**
 * Reads a file in /proc in the fewest calls. All of it, or what fits.
 *
 * @param inPieces the kernel hands it over page by page (seq_read_iter of many records); of the others what is shorter than asked
 *   for is all
 * @returns bytes of `SAID`
 * @throws Error of the system
 */
export function said(path: string, inPieces = false): number {
  const fd = openSync(path, 'r');
  try {
    let length = 0;
    while (length < SAID.length) {
      const bytes = readSync(fd, SAID, length, SAID.length - length, null);
      length += bytes;
      if (bytes === 0 || !inPieces) break;
    }
    return length;
  } finally {
    closeSync(fd);
  }
}

/** A file of one record, such as `stat`; null where it cannot be read. */
export function lineIn(path: string): string | null {
  try {
    return SAID.toString('utf8', 0, said(path));
  } catch {
    return null;
  }
}
