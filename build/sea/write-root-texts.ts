import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { fingerprint } from '../../probes/ca-certs/known-roots/fingerprint.ts';
import { encodeBody } from '../../probes/ca-certs/pem/pem-body.ts';
import { textTable } from './roots/text-table.ts';

/**
 * `node write-root-texts.cjs FILE`: a table of the roots that this Node brings along, each as the lines of PEM that
 * RFC 7468 wants. Most of them stand in any distribution's bundle, written the same.
 */
const [file = ''] = process.argv.slice(2);
const roots = rootCertificates
  .map((pem) => encodeBody(new X509Certificate(pem).raw))
  .map((text) => ({ text, print: fingerprint(text) }));
writeFileSync(file, textTable(roots));
