import { report } from '../report.ts';

export default report({
  what: 'A ConfigMap as a certificate directory',
  says: [],
  cause:
    'The kubelet puts files behind a link to a directory, ..data: it is there, and no finding. That OpenSSL does not find the CA is one, and no link can be made in such a volume.',
  made: [
    'mkdir -p etc/app/..d && cp $F/corp.pem etc/app/..d/ca.crt && cp $F/leaf.pem opt/leaf.pem',
    'ln -s ..d etc/app/..data && ln -s ..data/ca.crt etc/app/ca.crt',
  ],
  env: { SSL_CERT_DIR: '/etc/ssl/certs:/etc/app' },
  real: [
    { ask: 'trusts /opt/leaf.pem', fails: false },
    {
      command: ['openssl', 'verify', '/opt/leaf.pem'],
      fails: true,
      says: 'unable to get local issuer certificate',
    },
  ],
  finds: { 'ca-certs/hash-link-missing': 'warning' },
  exit: 0,
  remedies: {
    'ca-certs/hash-link-missing': [
      'SSL_CERT_FILE=/etc/app/ca.crt SSL_CERT_DIR=/etc/ssl/certs:/etc/app',
      '!ln -s',
      '!rehash',
    ],
  },
  tells: ['!nowhere'],
});
