import { createHash } from 'node:crypto';
import { MAX_HASHED_BYTES, type Result } from '../file.ts';
import type { Host } from '../host.ts';
import { fail, ok } from '../result.ts';

/** Held at once, bytes. */
const PIECE = 1024 * 1024;

/** SHA-256 of all bytes of a regular file, hex; TOO_LARGE where nobody would wait for it. */
export function sha256Of(host: Pick<Host, 'readHead' | 'stat' | 'sha256'>, path: string): Result<string> {
  if (host.sha256 !== undefined) return host.sha256(path);
  const stat = host.stat(path);
  if (!stat.ok) return stat;
  const { size } = stat.value;
  if (size > MAX_HASHED_BYTES) return fail('TOO_LARGE', { size });
  const hash = createHash('sha256');
  for (let from = 0; from === 0 || from < size; from += PIECE) {
    const piece = host.readHead(path, Math.min(PIECE, Math.max(1, size - from)), from);
    if (!piece.ok) return piece;
    hash.update(piece.value);
  }
  return ok(hash.digest('hex'));
}
