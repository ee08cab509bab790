import type { KeyObject } from 'node:crypto';
import { type CertOptions, keyPair, makeCert, pem } from '../../support/files/certs.ts';
import { bits, one, root, type StoreCase } from './stores.ts';

const der = (n: number, more: CertOptions = {}) => makeCert({ cn: `Root ${n}`, ...more });
const [A, B, C] = [root(1), root(2), root(3)];
const body = (text: string) => text.split('\n').slice(1, -2).join('\n');
const key = (object: KeyObject, type: 'pkcs8' | 'sec1') => object.export({ type, format: 'pem' }).toString();

/** A certificate with bytes behind the last field of its outermost sequence. */
function withTail(bytes: Buffer): Buffer {
  const longer = Buffer.concat([bytes, Buffer.from([5, 0])]);
  longer.writeUInt16BE(bytes.readUInt16BE(2) + 2, 2);
  return longer;
}

/** PEM as other tools write it: lines of another length. */
const lines = (bytes: Buffer, size: number, end = '\n') =>
  `-----BEGIN CERTIFICATE-----${end}${(bytes.toString('base64').match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(end)}${end}-----END CERTIFICATE-----${end}`;

/** Files whose text is more or less PEM. */
export const PEM_STORES: Readonly<Record<string, StoreCase>> = {
  // Plain files.
  'three roots': one(A + B + C),
  'the same root twice': one(A + B + A),
  'the same root in other line lengths': one(A + lines(der(1), 48) + B),
  'comments between': one(`# one\n${A}\n\nsome: text\n${B}# end`),
  'a long comment line': one(`${A}# ${'x'.repeat(600)}\n${B}`),
  'a long line without an end before BEGIN': one(`${A}${'x'.repeat(254)}${B}`),
  'no newline at the end': one((A + B).trimEnd()),
  'blank file': one('\n\n'),
  'empty file': one(''),
  'text alone': one('no certificates here\n'),
  CRLF: one((A + B).replaceAll('\n', '\r\n')),
  'CR alone': one((A + B).replaceAll('\n', '\r')),
  'blanks at line ends': one((A + B).replaceAll('\n', '  \n')),
  'tabs at line ends': one((A + B).replaceAll('\n', '\t\n')),
  'a byte order mark': one(`\ufeff${A}${B}`),
  'a byte order mark in the middle': one(`${A}\ufeff${B}${C}`),
  'a byte order mark and a comment': one(`\ufeff# roots\n${A}${B}`),
  'UTF-16': one(Buffer.from(`\ufeff${A}`, 'utf16le')),
  'a NUL in a comment': one(`${A}# a\0b\n${B}`),
  'a NUL at a line start': one(`${A}\0\n${B}`),
  'a NUL inside a block': one(A + B.replace('\nM', '\n\0M') + C),
  'bytes from 0x80 behind a line': one(
    Buffer.from(A.replace('BEGIN CERTIFICATE-----', 'BEGIN CERTIFICATE-----\xff') + B, 'latin1'),
  ),

  // Line lengths and white space within the base64.
  'lines of 76': one(lines(der(1), 76) + B),
  'lines of 48': one(lines(der(1), 48) + B),
  'one line of base64': one(lines(der(1), 5000) + B),
  'lines of 250': one(lines(der(1), 250) + B),
  'lines of 300': one(lines(der(1), 300) + B),
  'a blank line behind BEGIN': one(A.replace('-----\n', '-----\n\n') + B),
  'a blank line behind BEGIN and lines of 76': one(lines(der(1), 76).replace('-----\n', '-----\n\n') + B),
  'two blank lines behind BEGIN': one(A.replace('-----\n', '-----\n\n\n') + B),
  'a blank line in the middle': one(A.replace(/\n([^\n]+)\n-----END/, '\n\n$1\n-----END') + B),
  'a blank line before END': one(A.replace('\n-----END', '\n\n-----END') + B),
  'blanks within the base64': one(A.replace('\nM', '\nM ') + B),
  'indented base64': one(A.replace(/\n(?=[^-])/g, '\n  ') + B),
  'a short line in the middle': one(A.replace(/\n(.{20})/, '\n$1\n') + B),

  // Boundaries.
  'END and BEGIN glued': one(A.trimEnd() + B + C),
  'END and BEGIN glued with a blank': one(`${A.trimEnd()} ${B}${C}`),
  'END glued to the base64': one(A.replace('\n-----END', '-----END') + B),
  'BEGIN glued to the base64': one(A.replace('CERTIFICATE-----\n', 'CERTIFICATE-----') + B),
  'indented BEGIN': one(A.replace(/^/gm, '  ') + B),
  'indented END': one(A.replace('-----END', ' -----END') + B),
  'no END at the file end': one(A + B.replace(/-----END.*/s, '')),
  'no END before another BEGIN': one(A.replace(/-----END.*/s, '') + B + C),
  'no BEGIN': one(A.replace(/.*-----BEGIN[^\n]*\n/, '') + B),
  'an END too many': one(`${A}-----END CERTIFICATE-----\n${B}`),
  'END of another type': one(A.replace('END CERTIFICATE', 'END X509 CERTIFICATE') + B),
  'text behind END': one(`${A.trimEnd()} # root\n${B}`),
  'four dashes': one(A.replaceAll('-----', '----') + B),
  'six dashes': one(A.replace('-----BEGIN', '------BEGIN') + B),
  'lower case': one(A.replace('BEGIN CERTIFICATE', 'begin certificate') + B),
  'on one line with \\n': one(A.replaceAll('\n', '\\n')),
  'nothing between BEGIN and END': one(`${A}-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n${B}`),

  // Base64 and DER.
  'a wrong character': one(A + B.replace('\nM', '\n*') + C),
  'the URL alphabet': one(A + B.replace(/\n.{4}/, '\n_-_-') + C),
  'a dash in the base64': one(A + B.replace(/\n(.{8})./, '\n$1-') + C),
  'padding in the middle': one(A + B.replace(/\n(.{8})../, '\n$1==') + C),
  'one character lost': one(A + B.replace(/\n(.{8})./, '\n$1') + C),
  'cut short in the middle': one(A + pem(der(2).subarray(0, 200)) + C),
  'cut short at the head': one(`${body(A).slice(100)}\n-----END CERTIFICATE-----\n${B}`),
  'bytes behind the certificate': one(A + pem(Buffer.concat([der(2), Buffer.from([0])])) + C),
  'a field behind the signature': one(A + pem(withTail(der(2))) + C),
  'the wrong outer tag': one(A + pem(bits(der(2), 0)) + C),
  'a broken length': one(A + pem(bits(der(2), 3)) + C),
  'text in base64': one(A + pem(Buffer.from('hello world, this is no certificate')) + C),

  // Other types of blocks.
  'TRUSTED CERTIFICATE': one(A + pem(der(2), 'TRUSTED CERTIFICATE') + C),
  'X509 CERTIFICATE': one(A + pem(der(2), 'X509 CERTIFICATE') + C),
  'a header': one(A + B.replace('-----\n', '-----\nProc-Type: 4,CLEAR\n\n') + C),
  'a header without a blank line': one(A + B.replace('-----\n', '-----\nName: x\n') + C),
  'a key of PKCS 8': one(A + key(keyPair('p256').privateKey, 'pkcs8') + B),
  'a key of SEC 1': one(A + key(keyPair('p256').privateKey, 'sec1') + B),
  'a broken key': one(A + pem(Buffer.from('no key'), 'PRIVATE KEY') + B),
  'a key of unknown make': one(A + pem(Buffer.from('openssh-key-v1'), 'OPENSSH PRIVATE KEY') + B),
  'an unknown type': one(A + pem(Buffer.from('whatever'), 'SOMETHING ELSE') + B),
  'a request': one(A + pem(Buffer.from('whatever'), 'CERTIFICATE REQUEST') + B),
  binary: one(der(1)),
  'PEM in base64': one(Buffer.from(Buffer.from(A).toString('base64'))),
};
