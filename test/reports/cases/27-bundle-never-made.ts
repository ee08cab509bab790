import { report } from '../report.ts';

export default report({
  what: 'The package is unpacked, and the bundle was never made',
  says: ['x509: certificate signed by unknown authority', 'unable to get local issuer certificate'],
  cause: 'The post-install script of ca-certificates makes the bundle, and did not run.',
  made: ['rm -rf etc/ssl/certs && mkdir etc/ssl/certs && cp $F/leaf.pem opt/leaf.pem'],
  real: [
    { ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' },
    {
      command: ['openssl', 'verify', '/opt/leaf.pem'],
      fails: true,
      says: 'unable to get local issuer certificate',
    },
  ],
  finds: { 'ca-certs/never-configured': 'error' },
  exit: 1,
});
