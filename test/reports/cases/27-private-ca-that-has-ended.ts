import { report } from '../report.ts';

export default report({
  what: 'A private CA of the store that has ended',
  says: ['x509: certificate has expired or is not yet valid'],
  cause: 'The chain ends in it, and its date is over: whoever runs the CA has another one.',
  made: ['cat $F/expired.pem >>etc/ssl/certs/ca-certificates.crt && cp $F/leaf.pem opt/leaf.pem'],
  real: [
    { ask: 'trusts /opt/leaf.pem', fails: true, says: 'certificate has expired or is not yet valid' },
    { command: ['openssl', 'verify', '/opt/leaf.pem'], fails: true, says: 'certificate has expired' },
  ],
  finds: { 'ca-certs/expired': 'warning' },
  exit: 0,
});
