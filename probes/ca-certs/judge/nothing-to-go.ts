import type { Severity } from '../../../src/core/severity.ts';

/** A variable that names one file. */
export type Variable = 'SSL_CERT_FILE' | 'NODE_EXTRA_CA_CERTS';

/**
 * What it weighs that a file gives Go nothing, whatever the reason. A variable that names it was set so that it
 * counts: without it the service trusts others than it should. Node goes on with its own list, and says so; and a
 * file that nobody named is one of many places.
 */
export function nothingToGo(by: Variable | null, roots: number): Severity {
  if (by === 'SSL_CERT_FILE') return 'error';
  return by === null && roots === 0 ? 'error' : 'warning';
}
