import type { Pool } from '../certificates/pool.ts';
import type { Defect } from '../pem/reading.ts';
import { holdingOf } from './holding.ts';
import { unpack } from './unpack.ts';

/**
 * What a file without a readable certificate is instead. Null where it is PEM whose blocks were meant as
 * certificates: then what is wrong with each is the finding.
 */
export async function otherFormat(
  bytes: Buffer,
  pool: Pool,
  always: boolean,
  keepGoing: () => boolean,
): Promise<Defect | null> {
  const found = await unpack(bytes, {
    passwords: [],
    remainingMs: () => (keepGoing() ? Number.POSITIVE_INFINITY : 0),
  });
  const holding = holdingOf(found, pool);
  if (found.certificates.length === 0 && found.lock === null) {
    return always ? { kind: 'no-certificates', holding } : null;
  }
  if (found.format === 'pem') return null;
  return { kind: found.format === 'der' ? 'der' : 'other-format', holding };
}
