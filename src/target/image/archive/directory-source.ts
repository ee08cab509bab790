import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { ImageError } from '../image-error.ts';
import { PIECE, type Source } from './source.ts';

const { O_RDONLY, O_NONBLOCK, O_NOCTTY } = constants;

/** An OCI layout, or an unpacked archive, in a directory. */
export function directorySource(name: string, directory: string): Source {
  return {
    name,
    size: (part) => withFile(directory, part, (_, size) => size),
    read: (part) => pieces(directory, part),
    readAt: (part, offset, bytes) =>
      withFile(directory, part, (fd) => {
        const buffer = Buffer.alloc(bytes);
        return buffer.subarray(0, readSync(fd, buffer, 0, bytes, offset));
      }) ?? Buffer.alloc(0),
  };
}

function withFile<T>(directory: string, part: string, use: (fd: number, size: number) => T): T | null {
  const fd = opened(directory, part);
  if (fd === null) return null;
  try {
    const stat = fstatSync(fd);
    return stat.isFile() ? use(fd, stat.size) : null;
  } finally {
    closeSync(fd);
  }
}

function* pieces(directory: string, part: string): Generator<Buffer> {
  const fd = opened(directory, part);
  if (fd === null) return;
  try {
    const buffer = Buffer.allocUnsafe(PIECE);
    for (;;) {
      const read = readSync(fd, buffer);
      if (read === 0) return;
      yield buffer.subarray(0, read);
    }
  } finally {
    closeSync(fd);
  }
}

/** Null where there is none; a FIFO is not waited for. */
function opened(directory: string, part: string): number | null {
  try {
    return openSync(join(directory, part), O_RDONLY | O_NONBLOCK | O_NOCTTY);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new ImageError(`${part} cannot be read: ${code}`);
  }
}
