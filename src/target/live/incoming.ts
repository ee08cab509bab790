import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { Result } from '../file.ts';
import { fail, ok } from '../result.ts';
import { monotonicNow } from './clock.ts';
import { shortOfMemory } from './files/read.ts';
import { watchedAgain } from './programs/watch.ts';

const CHUNK_BYTES = 64 * 1024;

/**
 * How long nothing may come where nobody says, milliseconds: `docker save` writes nothing before it has put together a
 * large image.
 */
const SILENCE_MS = 60_000;

/** Between two looks whether more has come, milliseconds: short at first, longer the longer nothing comes. */
const PAUSES_MS = [1, 2, 5, 10, 20, 50];

/** Nothing has come for so long. */
export class NothingCame extends Error {
  readonly waitedMs: number;
  /** Whether anything had come before. */
  readonly begun: boolean;

  constructor(waitedMs: number, begun: boolean) {
    super('nothing came');
    this.waitedMs = waitedMs;
    this.begun = begun;
  }
}

/**
 * What comes in on stdin until whoever writes has ended.
 *
 * @param patienceMs how long nothing may come
 * @throws NothingCame
 */
export async function* fromStdin(patienceMs = SILENCE_MS): AsyncGenerator<Buffer> {
  const { stdin } = process;
  const chunks = (stdin as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  for (let begun = false; ; begun = true) {
    const next = await within(chunks.next(), patienceMs);
    if (next === null) {
      stdin.destroy();
      throw new NothingCame(patienceMs, begun);
    }
    if (next.done === true) return watchedAgain();
    yield next.value;
  }
}

/**
 * What comes out of a FIFO. It is opened without waiting for a writer: a call that waits for one can be given up by
 * nobody, not even by the end of this process.
 *
 * @param patienceMs how long nothing may come
 * @throws NothingCame; what open(2) says of it
 */
export async function* fromFifo(path: string, patienceMs = SILENCE_MS): AsyncGenerator<Buffer> {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    let sinceMs = monotonicNow();
    for (let begun = false, looks = 0; ; ) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = readSome(fd, chunk);
      if (length !== null && length > 0) {
        yield chunk.subarray(0, length);
        begun = true;
        looks = 0;
        sinceMs = monotonicNow();
        continue;
      }
      // Before the first byte, the end is that nobody writes yet.
      if (length === 0 && begun) return watchedAgain();
      if (monotonicNow() - sinceMs >= patienceMs) throw new NothingCame(patienceMs, begun);
      await new Promise((resolve) => setTimeout(resolve, PAUSES_MS[looks++] ?? 50));
    }
  } finally {
    closeSync(fd);
  }
}

/** Null: somebody writes, and nothing is there yet. */
function readSome(fd: number, into: Buffer): number | null {
  try {
    return readSync(fd, into, 0, into.length, null);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return null;
    throw error;
  }
}

/** All that comes in on stdin, as far as it is not too large, and there is memory for what will be made of it. */
export async function wholeStdin(maxBytes: number, patienceMs?: number): Promise<Result<Buffer>> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of fromStdin(patienceMs)) {
    bytes += piece.length;
    if (bytes > maxBytes) return fail('TOO_LARGE', { size: bytes });
    const why = shortOfMemory('stdin', bytes);
    if (why !== null) return fail('NO_ANSWER', { why });
    pieces.push(piece);
  }
  return ok(Buffer.concat(pieces));
}

/** What is waited for; null where it has not come by then. */
async function within<T>(awaited: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([awaited, late]);
  } finally {
    clearTimeout(timer);
  }
}
