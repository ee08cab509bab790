import type { Entry } from '../certificates/entry.ts';
import type { Certificate } from '../x509/certificate.ts';

/** An entry that is not known and could be read. */
export interface Unknown {
  readonly entry: Entry;
  readonly certificate: Certificate;
}
