import { rmSync } from 'node:fs';

const TRIES = 50;
const PAUSE_MS = 100;

/**
 * Removes a directory in which a program that nobody waits for may still be writing, as the child does that a
 * go command leaves for its telemetry. rmSync's own retries do not look for what came in the meantime.
 */
export function removeTree(directory: string): void {
  for (let tries = 1; ; tries++) {
    try {
      rmSync(directory, { recursive: true, force: true });
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOTEMPTY' || tries === TRIES) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
