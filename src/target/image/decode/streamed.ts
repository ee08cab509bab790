import type { Transform } from 'node:stream';
import { damaged, type Inflater, type Output } from './inflater.ts';

/** Feeds one of zlib's streams; whatever goes wrong in it, or in what takes its output, comes out of the next call. */
export function streamed(format: string, stream: Transform, output: Output): Inflater {
  let failed: Error | null = null;
  let closed = () => {};
  const ended = new Promise<void>((resolve) => {
    stream.once('end', resolve);
    stream.once('close', () => {
      resolve();
      closed();
    });
  });
  stream.on('error', (error) => {
    failed ??= damaged(format, error);
  });
  stream.on('data', (chunk: Buffer) => {
    if (failed !== null) return;
    try {
      output(chunk);
    } catch (error) {
      failed = error as Error;
      stream.destroy();
    }
  });
  const check = () => {
    if (failed !== null) throw failed;
  };
  return {
    write: async (chunk) => {
      check();
      await new Promise<void>((resolve) => {
        // A stream that failed does not call back.
        closed = resolve;
        stream.write(chunk, () => resolve());
      });
      check();
    },
    end: async () => {
      check();
      stream.end();
      await ended;
      check();
    },
  };
}
