import forge from 'node-forge';
import { makeCert, makePem, pem, primitive } from '../../support/files/certs.ts';
import type { StoreCase } from './stores.ts';

/** Certificate directories, and variables that lead to several places. */

const [A, B, C, D] = ['A', 'B', 'C', 'D'].map((name) => makePem({ cn: `Root ${name}` })) as [
  string,
  string,
  string,
  string,
];
const IN_DIRECTORY = { SSL_CERT_FILE: '@/missing.pem', SSL_CERT_DIR: '@/certs' };
const BOTH = { SSL_CERT_FILE: '@/ca.pem', SSL_CERT_DIR: '@/certs' };
const files = (more: StoreCase['files']): StoreCase['files'] => ({
  'certs/a.pem': A,
  'certs/b.pem': B,
  ...more,
});
const { Type } = forge.asn1;
const named = (value: forge.asn1.Asn1): StoreCase => ({
  files: files({ 'certs/x.pem': makePem({ cnValue: value }) }),
  env: IN_DIRECTORY,
  rehash: 'certs',
});

export const DIRECTORIES: Readonly<Record<string, StoreCase>> = {
  'files without hash names': { files: files({}), env: IN_DIRECTORY },
  'files with hash names': { files: files({}), env: IN_DIRECTORY, rehash: 'certs' },
  'any file name': { files: files({ 'certs/README': C, 'certs/.hidden': D }), env: IN_DIRECTORY },
  'a file beside the directory': { files: files({ 'ca.pem': C }), env: BOTH },
  'the directory holds what the file has': { files: files({ 'ca.pem': A + B }), env: BOTH, rehash: 'certs' },
  'a bundle in the directory': {
    files: files({ 'certs/all.pem': A + C + D }),
    env: IN_DIRECTORY,
    rehash: 'certs',
  },
  'a bundle under a hash name': {
    files: { 'bundle/all.pem': A + B + C, 'certs/one.pem': A, 'certs/00000000.0': B + C },
    env: IN_DIRECTORY,
    rehash: 'certs',
  },
  'a subdirectory': { files: files({ 'certs/sub/c.pem': C }), env: IN_DIRECTORY, rehash: 'certs' },
  'a link within the directory': {
    files: files({ 'certs/c.pem': { link: 'a.pem' } }),
    env: IN_DIRECTORY,
    rehash: 'certs',
  },
  'a link out of the directory': {
    files: files({ 'other/c.pem': C, 'certs/c.pem': { link: '../other/c.pem' } }),
    env: IN_DIRECTORY,
    rehash: 'certs',
  },
  'a link within the directory with a slash': {
    files: files({ 'certs/c.pem': { link: './a.pem' } }),
    env: IN_DIRECTORY,
    rehash: 'certs',
  },
  'a secret volume': {
    files: {
      'certs/..2026_11_21/ca.crt': A,
      'certs/..data': { link: '..2026_11_21' },
      'certs/ca.crt': { link: '..data/ca.crt' },
    },
    env: IN_DIRECTORY,
  },
  'a dangling link': {
    files: files({ 'certs/c.pem': { link: '/nowhere/c.pem' } }),
    env: IN_DIRECTORY,
    rehash: 'certs',
  },
  'a link in a loop': {
    files: files({ 'certs/x.pem': { link: './y.pem' }, 'certs/y.pem': { link: './x.pem' } }),
    env: IN_DIRECTORY,
    rehash: 'certs',
  },
  'a wrong hash name': { files: files({ 'certs/12345678.0': C }), env: IN_DIRECTORY },
  'a broken file': {
    files: files({ 'certs/c.pem': pem(makeCert({ cn: 'Root C' }).subarray(0, 300)) }),
    env: IN_DIRECTORY,
    rehash: 'certs',
  },
  'a binary file': {
    files: files({ 'certs/c.crt': makeCert({ cn: 'Root C' }) }),
    env: IN_DIRECTORY,
    rehash: 'certs',
  },
  'a trusted certificate': {
    files: files({ 'certs/c.pem': pem(makeCert({ cn: 'Root C' }), 'TRUSTED CERTIFICATE') }),
    env: IN_DIRECTORY,
    rehash: 'certs',
  },
  'two of one name': {
    files: files({ 'certs/a2.pem': makePem({ cn: 'Root A', notAfter: '2041-01-01' }) }),
    env: IN_DIRECTORY,
    rehash: 'certs',
  },
  'an expired one': {
    files: files({ 'certs/old.pem': makePem({ cn: 'Old', notAfter: '2021-01-01' }) }),
    env: IN_DIRECTORY,
    rehash: 'certs',
  },
  'an empty directory': { files: { certs: { directory: true } }, env: IN_DIRECTORY },
  'a directory that is a file': { files: { certs: A }, env: IN_DIRECTORY },
  'a directory that is missing': { files: { 'ca.pem': A }, env: BOTH },
  'a file that is a directory': { files: files({ 'ca.pem/x.pem': C }), env: BOTH },
  'a file that is missing': { files: files({}), env: BOTH },
  'an empty file beside a directory': { files: files({ 'ca.pem': '' }), env: BOTH, rehash: 'certs' },
  'a broken file beside a directory': {
    files: files({ 'ca.pem': `${C}-----BEGIN CERTIFICATE-----\n` }),
    env: BOTH,
    rehash: 'certs',
  },
  'two directories': {
    files: files({ 'more/c.pem': C, 'more/a.pem': A }),
    env: { SSL_CERT_FILE: '@/missing.pem', SSL_CERT_DIR: '@/certs:@/more' },
    rehash: 'more',
  },
  'an empty element': {
    files: files({}),
    env: { SSL_CERT_FILE: '@/missing.pem', SSL_CERT_DIR: ':@/certs:' },
    rehash: 'certs',
  },
  'a slash at the end': {
    files: files({}),
    env: { SSL_CERT_FILE: '@/missing.pem', SSL_CERT_DIR: '@/certs/' },
    rehash: 'certs',
  },
  'a link to a directory': {
    files: files({ link: { link: 'certs' } }),
    env: { SSL_CERT_FILE: '@/missing.pem', SSL_CERT_DIR: '@/link' },
    rehash: 'certs',
  },
  'a file through a link': {
    files: { 'real.pem': A + B, 'ca.pem': { link: 'real.pem' } },
    env: { SSL_CERT_FILE: '@/ca.pem', SSL_CERT_DIR: '@/none' },
  },
  'several paths in SSL_CERT_FILE': {
    files: { 'a.pem': A, 'b.pem': B },
    env: { SSL_CERT_FILE: '@/a.pem:@/b.pem', SSL_CERT_DIR: '@/none' },
  },
  'a name in another case': named(primitive(Type.PRINTABLESTRING, 'ROOT  of ALL ')),
  'a name with white space': named(primitive(Type.UTF8, ' \tRoot\n of   all ')),
  'a T61String name': named(primitive(20, 'R\xd6\xd6T')),
  'a BMPString name': named(primitive(Type.BMPSTRING, '\0R\0o\x01\x0c\0t')),
  'an IA5String name': named(primitive(Type.IA5STRING, 'CA@Corp.Example')),
  'a NumericString name': named(primitive(18, '12  34')),
  'a UTF-8 name': named(primitive(Type.UTF8, Buffer.from('Česká POŠTA').toString('latin1'))),
};

/** Trees at the default paths, for a root file system of its own. */
export const DEFAULT_PATHS: Readonly<Record<string, StoreCase['files']>> = {
  nothing: {},
  Debian: {
    'etc/ssl/certs/ca-certificates.crt': A + B,
    'usr/lib/ssl/cert.pem': { link: '/etc/ssl/certs/ca-certificates.crt' },
    'usr/lib/ssl/certs': { link: '/etc/ssl/certs' },
  },
  'Debian without cert.pem': {
    'etc/ssl/certs/ca-certificates.crt': A + B,
    'usr/lib/ssl/certs': { link: '/etc/ssl/certs' },
  },
  'a bundle alone': { 'etc/ssl/certs/ca-certificates.crt': A + B },
  'the bundle of Alpine': { 'etc/ssl/cert.pem': A },
  'the bundle of RHEL': { 'etc/pki/tls/certs/ca-bundle.crt': A + B },
  'the extracted bundle of RHEL': { 'etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem': A },
  'the bundle of SUSE': { 'etc/ssl/ca-bundle.pem': A },
  'cacert.pem': { 'etc/pki/tls/cacert.pem': A },
  'two bundles': { 'etc/ssl/certs/ca-certificates.crt': A, 'etc/ssl/cert.pem': B },
  'an empty bundle before another': { 'etc/ssl/certs/ca-certificates.crt': '', 'etc/ssl/cert.pem': B },
  'a directory before another bundle': {
    'etc/ssl/certs/ca-certificates.crt': { directory: true },
    'etc/ssl/cert.pem': B,
  },
  'a dangling link before another bundle': {
    'etc/ssl/certs/ca-certificates.crt': { link: '/nowhere' },
    'etc/ssl/cert.pem': B,
  },
  'both directories': { 'etc/ssl/certs/a.pem': A, 'etc/pki/tls/certs/b.pem': B },
  'one directory under both names': {
    'etc/pki/tls/certs/a.pem': A,
    'etc/ssl/certs': { link: '../pki/tls/certs' },
  },
  'a bundle and a directory': { 'etc/ssl/certs/ca-certificates.crt': A, 'etc/ssl/certs/corp.pem': C },
};
