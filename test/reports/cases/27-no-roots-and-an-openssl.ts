import { report } from '../report.ts';

export default report({
  what: 'An image with OpenSSL and without CA certificates',
  says: ['unable to get local issuer certificate', 'x509: certificate signed by unknown authority'],
  cause: 'debian:slim has no ca-certificates; curl and git say it in OpenSSL\u2019s words.',
  made: ['rm -rf etc/ssl/certs usr/share/ca-certificates usr/lib/ssl/certs && cp $F/leaf.pem opt/leaf.pem'],
  real: [
    { ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' },
    {
      command: ['openssl', 'verify', '/opt/leaf.pem'],
      fails: true,
      says: 'unable to get local issuer certificate',
    },
  ],
  finds: { 'ca-certs/bundle-missing': 'error' },
  exit: 1,
});
