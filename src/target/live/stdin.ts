import { readFileSync } from 'node:fs';

/** All that comes in on stdin. Blocks until whoever writes has ended. */
export function readStdin(): Buffer {
  return readFileSync(0);
}
