import { report } from '../report.ts';

export default report({
  what: 'A private CA in /usr/local/share/ca-certificates, and no update-ca-certificates',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'No program reads that directory: update-ca-certificates has to make it a part of the bundle.',
  made: ['cp $F/corp.pem usr/local/share/ca-certificates/corp.crt', 'cp $F/leaf.pem opt/leaf.pem'],
  real: [
    { ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' },
    {
      command: ['openssl', 'verify', '/opt/leaf.pem'],
      fails: true,
      says: 'unable to get local issuer certificate',
    },
    {
      command: [
        ...['openssl', 'verify', '-untrusted', '/usr/local/share/ca-certificates/corp.crt'],
        '/opt/leaf.pem',
      ],
      fails: true,
      says: 'self-signed certificate in certificate chain',
    },
  ],
  finds: { 'ca-certs/anchors-unmerged': 'warning' },
  exit: 0,
  remedies: {
    'ca-certs/anchors-unmerged': [
      'RUN update-ca-certificates',
      'SSL_CERT_DIR=/etc/ssl/certs:/usr/local/share/ca-certificates',
    ],
  },
  tells: ['1 certificate in /usr/local/share/ca-certificates (Corp Root CA) is in no bundle that Go reads'],
});
