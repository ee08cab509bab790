import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { Silence } from '../../../core/reason.ts';
import { MAX_READ_BYTES, type ReadOptions, type Result } from '../../file.ts';
import { fail, ok } from '../../result.ts';
import { memoryLimit } from '../memory.ts';
import { attempt, failure, typeOf } from './attempt.ts';

/* The one place where a file's content is read: what is no regular file is not waited for, and nothing is endless. */

const { O_RDONLY, O_NONBLOCK, O_NOCTTY } = constants;
const CHUNK = 64 * 1024;

/**
 * O_NONBLOCK: opening a FIFO for reading would otherwise wait for a writer. The type is asked of the
 * descriptor, so that nobody can swap the file between the two calls.
 */
function withRegularFile<T>(path: string, use: (fd: number, size: number) => Result<T>): Result<T> {
  let fd: number;
  try {
    fd = openSync(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  } catch (error) {
    const reason = failure(error);
    // A socket, or a device without a driver: it cannot be opened, and so not be asked for its type.
    return reason.code === 'ENXIO' || reason.code === 'ENODEV'
      ? notRegular(path)
      : { ok: false, error: reason };
  }
  try {
    const s = fstatSync(fd);
    return s.isFile() ? use(fd, s.size) : fail('NOT_REGULAR', { type: typeOf(s) });
  } catch (error) {
    return { ok: false, error: failure(error) };
  } finally {
    closeSync(fd);
  }
}

function notRegular<T>(path: string): Result<T> {
  const type = attempt(() => typeOf(statSync(path)));
  return type.ok ? fail('NOT_REGULAR', { type: type.value }) : type;
}

/** @param name what the file is called where its path is the handle of a descriptor */
export function readFile(path: string, options: ReadOptions = {}, name = path): Result<Buffer> {
  const max = options.maxBytes ?? MAX_READ_BYTES;
  return withRegularFile(path, (fd, size) => {
    if (size > max) return fail('TOO_LARGE', { size });
    const why = size > SMALL_BYTES ? shortOfMemory(name, size) : null;
    return why === null ? readAll(fd, size, max) : fail('NO_ANSWER', { why });
  });
}

const MIB = 1024 * 1024;
/** Fits into any memory in which Node starts. */
const SMALL_BYTES = MIB / 2;
/** What Node and this program take before they read a file, and how often each of its bytes is held while it is read. */
const OWN_BYTES = 52 * MIB;
const TIMES = 20;

/** Why a file is not read under the memory limit of this container. */
export function shortOfMemory(path: string, bytes: number): Silence | null {
  const limitBytes = memoryLimit(process);
  if (OWN_BYTES + TIMES * bytes <= limitBytes) return null;
  return { code: 'memory-short', data: { path, bytes, limitBytes } };
}

export function readHead(path: string, bytes: number, from = 0): Result<Buffer> {
  return withRegularFile(path, (fd) => {
    const head = Buffer.alloc(bytes);
    return ok(head.subarray(0, readSync(fd, head, 0, bytes, from)));
  });
}

/** What has no size is read into this first: a buffer for each would be most of what an agent at rest throws away. */
let scratch: Buffer | undefined;

/** Files in /proc claim a size of 0, and a log may grow while it is read: read to the end, within the cap. */
function readAll(fd: number, size: number, max: number): Result<Buffer> {
  scratch ??= Buffer.allocUnsafeSlow(CHUNK);
  let buffer = size > 0 ? Buffer.allocUnsafe(size + 1) : scratch;
  let length = 0;
  for (;;) {
    if (length === buffer.length) {
      if (length > max) return fail('TOO_LARGE', { size: length });
      buffer = Buffer.concat([buffer, Buffer.allocUnsafe(Math.max(CHUNK, length))]);
    }
    const n = readSync(fd, buffer, length, buffer.length - length, null);
    length += n;
    // A file of known size ends where a read brings less than asked; one in /proc where it brings nothing.
    if (n === 0 || (size > 0 && length < buffer.length)) break;
  }
  if (length > max) return fail('TOO_LARGE', { size: length });
  const content = buffer.subarray(0, length);
  return ok(buffer === scratch ? Buffer.from(content) : content);
}

/** A file of the kernel's own about this machine, such as those in /proc; null where it cannot be read. */
export function textOf(path: string): string | null {
  const read = readFile(path);
  return read.ok ? read.value.toString('utf8') : null;
}
