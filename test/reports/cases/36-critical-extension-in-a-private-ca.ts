import { report } from '../report.ts';

export default report({
  what: 'A private CA with a critical extension of its own',
  says: ['x509: unhandled critical extension'],
  cause:
    'Whoever verifies must refuse a certificate with a critical extension that it does not know (RFC 5280, 4.2). It is loaded and counted all the same.',
  made: ['cat $F/critical.pem >>etc/ssl/certs/ca-certificates.crt', 'cp $F/leaf.pem opt/leaf.pem'],
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: unhandled critical extension' }],
  finds: { 'ca-certs/anchor-refused': 'error' },
  exit: 1,
  remedies: { 'ca-certs/anchor-refused': ['corp-root-ca.crt'] },
});
