import type { Host } from '../../host.ts';

/**
 * Bytes of a file from an offset on, fewer where it ends before. Null where they cannot be read, or are more than
 * anybody needs: offsets and lengths come out of the file itself.
 */
export type ReadPart = (from: number, bytes: number) => Buffer | null;

/** As much as tables of names of the largest libraries have. */
const MAX_PART_BYTES = 4 * 1024 * 1024;

/** What is asked for is often near what was asked for before: a file is opened a few times only. */
const BLOCK_BYTES = 32 * 1024;

/** Reads a file through the host; its first `head` bytes are at hand. */
export function partOf(files: Pick<Host, 'readHead'>, path: string, head: Buffer): ReadPart {
  let block = { from: 0, bytes: head };
  return (from, bytes) => {
    if (!isReadable(from, bytes)) return null;
    if (from < block.from || from + bytes > block.from + block.bytes.length) {
      const read = files.readHead(path, Math.max(bytes, BLOCK_BYTES), from);
      if (!read.ok) return null;
      block = { from, bytes: read.value };
    }
    return block.bytes.subarray(from - block.from, from - block.from + bytes);
  };
}

function isReadable(from: number, bytes: number): boolean {
  return from >= 0 && bytes >= 0 && bytes <= MAX_PART_BYTES && Number.isSafeInteger(from + bytes);
}
