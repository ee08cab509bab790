import fs from 'node:fs';
import tty from 'node:tty';
import type { Io } from '../main.ts';

/** How long a full pipe may keep us from handing over the answer, milliseconds. */
const PATIENCE_MS = 200;

/**
 * Descriptors 1 and 2, written synchronously: `process.stdout` would cost its set-up, and may lose
 * what is still queued when the process ends.
 */
export function nodeIo(): Io {
  return {
    out: (text) => writeAll(1, text),
    err: (text) => writeAll(2, text),
    writeFile: replaceFile,
    isTerminal: () => tty.isatty(1),
  };
}

function writeAll(fd: number, text: string): void {
  let rest = Buffer.from(text);
  const until = performance.now() + PATIENCE_MS;
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(fd, rest));
    } catch (error) {
      // EAGAIN: somebody made the pipe non-blocking and it is full. Anything else (EPIPE, EBADF,
      // ENOSPC) means that nobody will get the text; the exit code still carries the verdict.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || performance.now() > until) return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function replaceFile(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    fs.writeFileSync(temporary, text, { mode: 0o644, flag: 'wx' });
    fs.renameSync(temporary, path);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}
