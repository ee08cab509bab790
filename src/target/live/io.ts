import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs';
import type { Io } from '../io.ts';
import { monotonicNow } from './clock.ts';
import { writeLive } from './files/live-files.ts';

/** How long a full pipe that nobody empties may keep us from handing over the answer, milliseconds. */
const PATIENCE_MS = 200;

/** What an empty pipe takes without a reader, bytes (pipe(7)). */
const PIPE_BYTES = 64 * 1024;

/**
 * Descriptors 1 and 2, written synchronously: `process.stdout` would cost its set-up, and may lose
 * what is still queued when the process ends.
 */
export function nodeIo(): Io {
  return {
    out: (text) => writeAll(1, text),
    err: (text) => writeAll(2, text),
    writeFile: (path, text) => writeLive(path, text),
    isTerminal: (stream) => isTerminal(stream === 'out' ? 1 : 2),
    // Asked of a terminal alone: Node sets up a stream for it.
    columns: (stream) => (stream === 'out' ? process.stdout : process.stderr).columns ?? 0,
    network: async () => (await import('./network/network.ts')).network,
    become: async (launch) => (await import('./programs/become.ts')).become(process, launch),
    stay: async () => (await import('./resident/resident.ts')).resident(process),
  };
}

/** Major number of /dev/null and its like (Linux, Documentation/admin-guide/devices.txt). */
const MEMORY_DEVICES = 1;

/** node:tty is loaded for what may be a terminal only: a probe writes to a pipe, or to /dev/null. */
function isTerminal(fd: number): boolean {
  try {
    const stat = fstatSync(fd);
    if (!stat.isCharacterDevice() || major(stat.rdev) === MEMORY_DEVICES) return false;
    return process.getBuiltinModule('node:tty').isatty(fd);
  } catch {
    return false;
  }
}

/** makedev(3) as glibc and musl lay it out; the upper bits are not used by any terminal. */
function major(rdev: number): number {
  return (rdev >> 8) & 0xfff;
}

function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  const own = bytes.length <= PIPE_BYTES ? reopened(fd) : null;
  try {
    writePatiently(own ?? fd, bytes);
  } finally {
    if (own !== null) closeSync(own);
  }
}

function writePatiently(fd: number, bytes: Buffer): void {
  let rest = bytes;
  let until = monotonicNow() + PATIENCE_MS;
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
      until = monotonicNow() + PATIENCE_MS;
    } catch (error) {
      // EAGAIN: the pipe is full. Anything else (EPIPE, EBADF, ENOSPC) means that nobody will get the
      // text; the exit code still carries the verdict.
      if (codeOf(error) !== 'EAGAIN' || monotonicNow() > until) return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/**
 * A pipe once more, non-blocking for us alone: the flag belongs to the open file, which others share. An
 * answer that fits into an empty pipe and not into this one would wait for a reader who does not read,
 * past every deadline; a longer one waits for its pager. Null for anything else, and where /proc or the
 * pipe's owner does not allow it.
 */
function reopened(fd: number): number | null {
  try {
    if (!fstatSync(fd).isFIFO()) return null;
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    return null;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
