import { report } from '../report.ts';

export default report({
  what: 'A private CA whose extKeyUsage is clientAuth',
  says: ['x509: certificate specifies an incompatible key usage'],
  cause: 'The purposes of a CA hold for all that it issues: Go and OpenSSL take no server from it.',
  made: ['cat $F/clients.pem >>etc/ssl/certs/ca-certificates.crt', 'cp $F/leaf.pem opt/leaf.pem'],
  real: [
    {
      ask: 'trusts /opt/leaf.pem',
      fails: true,
      says: 'x509: certificate specifies an incompatible key usage',
    },
  ],
  finds: { 'ca-certs/anchor-refused': 'warning' },
  exit: 0,
  remedies: { 'ca-certs/anchor-refused': ['corp-root-ca.crt'] },
});
