import { report } from '../report.ts';

export default report({
  what: 'A private CA of the store that begins later',
  says: ['x509: certificate has expired or is not yet valid'],
  cause: 'To Go a clock that is behind and a certificate of the future are the same.',
  made: ['cat $F/future.pem >>etc/ssl/certs/ca-certificates.crt && cp $F/leaf.pem opt/leaf.pem'],
  real: [
    { ask: 'trusts /opt/leaf.pem', fails: true, says: 'certificate has expired or is not yet valid' },
    { command: ['openssl', 'verify', '/opt/leaf.pem'], fails: true, says: 'certificate is not yet valid' },
  ],
  finds: { 'ca-certs/not-yet-valid': 'warning' },
  exit: 0,
});
