import { report } from '../report.ts';

export default report({
  what: 'The same, mended: the CA named in SSL_CERT_FILE beside SSL_CERT_DIR',
  says: [],
  cause: 'OpenSSL reads the file whole, and searches the directories; Go reads both.',
  made: [
    'mkdir -p etc/app/..d && cp $F/corp.pem etc/app/..d/ca.crt && cp $F/leaf.pem opt/leaf.pem',
    'ln -s ..d etc/app/..data && ln -s ..data/ca.crt etc/app/ca.crt',
  ],
  env: { SSL_CERT_FILE: '/etc/app/ca.crt', SSL_CERT_DIR: '/etc/ssl/certs:/etc/app' },
  real: [
    { ask: 'trusts /opt/leaf.pem', fails: false },
    { ask: 'roots 100', fails: false },
    { command: ['openssl', 'verify', '/opt/leaf.pem'], fails: false },
  ],
  finds: {},
  exit: 0,
});
