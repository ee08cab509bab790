import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { Pool } from '../../../probes/ca-certs/certificates/pool.ts';
import { readRegularPem } from '../../../probes/ca-certs/pem/pem.ts';
import { makeCert, pem } from '../../support/files/certs.ts';

const DERS = [
  ...rootCertificates.slice(0, 3).map((text) => Buffer.from(text.replace(/-----.*-----/g, ''), 'base64')),
  makeCert({ cn: 'Corp Root' }),
];
const BLOCKS = DERS.map((der) => pem(der));
const read = (text: string, pool: Pool) => readRegularPem(Buffer.from(text, 'latin1'), pool, () => true);

describe('a file beside a bundle that was read before', () => {
  const [first = '', second = ''] = BLOCKS;
  const middle = first.length >> 1;
  const other = first[middle] === 'A' ? 'B' : 'A';

  it.each([
    ['with one certificate of the bundle', first],
    ['with an own certificate of the bundle', BLOCKS.at(-1) ?? ''],
    ['without an end of its last line', first.slice(0, -1)],
    ['with a comment before it', `# a root\n${first}`],
    ['with a comment after it', `${first}# a root\n`],
    ['with two certificates', first + second],
    ['with ends of lines as Windows has them', first.replaceAll('\n', '\r\n')],
    ['with one letter changed', first.slice(0, middle) + other + first.slice(middle + 1)],
    ['with another last line', first.replace('END CERTIFICATE', 'END X509 CRL   ')],
    ['with another first line', first.replace('BEGIN CERTIFICATE', 'BEGIN X509 CRL   ')],
    ['with a NUL byte for its last end of line', `${first.slice(0, -1)}\0`],
    ['cut off', first.slice(0, middle)],
    ['with a letter', 'x'],
    ['that is empty', ''],
  ])('%s reads as it does alone', (_name, text) => {
    const pool = new Pool();
    expect(read(BLOCKS.join(''), pool)).toHaveLength(BLOCKS.length);
    const alone = read(text, new Pool())?.map(({ der }) => der);
    expect(read(text, pool)?.map(({ der }) => der)).toEqual(alone);
  });

  it('adds no certificate to those of the bundle', () => {
    const pool = new Pool();
    const bundle = read(BLOCKS.join(''), pool);
    expect(BLOCKS.map((text) => read(text, pool)?.[0])).toEqual(bundle);
    expect(pool.size).toBe(BLOCKS.length);
  });
});
