import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { fingerprint } from '../../probes/ca-certs/known-roots/fingerprint.ts';
import { knownRoot } from '../../probes/ca-certs/known-roots/known-root.ts';
import { encodeBody } from '../../probes/ca-certs/pem/pem-body.ts';
import { certificatesIn } from './roots/certificates-in.ts';
import { textTable } from './roots/text-table.ts';

/**
 * `node write-root-texts.cjs FILE OTHERS`: a table of the roots that this Node brings along and of those in OTHERS, which images
 * still have, each as the lines of PEM that RFC 7468 wants. Most of them stand in any distribution's bundle, written the same.
 */
const [file = '', others = ''] = process.argv.slice(2);
const lines = (pem: string) => encodeBody(new X509Certificate(pem).raw).toString('latin1');
const bundled = new Set(rootCertificates.map(lines));
const all = new Set([...bundled, ...certificatesIn(readFileSync(others, 'latin1')).map(lines)]);

const entries = [...all].map((line) => {
  const text = Buffer.from(line, 'latin1');
  const print = fingerprint(text);
  const root = knownRoot(print);
  return { text, known: root && { ...root, print }, bundled: bundled.has(line) };
});
writeFileSync(file, textTable(entries));
