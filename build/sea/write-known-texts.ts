import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { fingerprint } from '../../probes/ca-certs/known-roots/fingerprint.ts';
import { knownRoot } from '../../probes/ca-certs/known-roots/known-root.ts';
import { encodeBody } from '../../probes/ca-certs/pem/pem-body.ts';
import { textTable } from './text-table.ts';

/**
 * `node write-known-texts.cjs FILE`: a table of the roots that this Node brings along and that probe-env knows, each as
 * the lines of PEM that RFC 7468 wants. Most of them stand in any distribution's bundle, written the same.
 */
const [file = ''] = process.argv.slice(2);
const known = rootCertificates
  .map((pem) => encodeBody(new X509Certificate(pem).raw))
  .map((text) => ({ text, print: fingerprint(text) }))
  .filter(({ print }) => knownRoot(print) !== null);
// A table that lacks the roots would make the executable slower, and nobody would see it.
if (known.length < rootCertificates.length / 2)
  throw new Error(`of ${rootCertificates.length} roots of ${process.version} only ${known.length} are known`);
writeFileSync(file, textTable(known));
