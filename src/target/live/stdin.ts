import { readSync } from 'node:fs';

/** Between two looks whether more has come, milliseconds. */
const PAUSE_MS = 5;

/** What comes in on stdin until whoever writes has ended; null where that is more than `maxBytes`. */
export function readStdin(maxBytes: number): Buffer | null {
  const pieces: Buffer[] = [];
  for (let bytes = 0; bytes <= maxBytes; ) {
    const piece = Buffer.allocUnsafe(64 * 1024);
    const length = readSome(piece);
    if (length === 0) return Buffer.concat(pieces);
    bytes += length;
    pieces.push(piece.subarray(0, length));
  }
  return null;
}

/** 0 at the end. A terminal, or a pipe that others read too, may say EAGAIN: nothing is there yet. */
function readSome(into: Buffer): number {
  for (;;) {
    try {
      return readSync(0, into, 0, into.length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
