import { report } from '../report.ts';

export default report({
  what: 'A DER certificate named .crt among the CAs of Debian, never merged',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'update-ca-certificates would copy it into the bundle as it is, and nobody reads it there.',
  made: [
    'mkdir -p usr/local/share/ca-certificates && cp $F/corp.der usr/local/share/ca-certificates/corp.crt',
    'cp $F/leaf.pem opt/leaf.pem',
  ],
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/anchor-unusable': 'warning' },
  exit: 0,
  remedies: { 'ca-certs/anchor-unusable': ['bring the certificate of', 'as PEM'] },
});
