import { report } from '../report.ts';

export default report({
  what: 'SSL_CERT_DIR in quotes',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'The quotes are a part of the first and of the last directory, and neither is there.',
  made: ['mkdir -p etc/ca && cp $F/corp.pem etc/ca/corp.pem && cp $F/leaf.pem opt/'],
  env: { SSL_CERT_DIR: '"/etc/ssl/certs:/etc/ca"' },
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/override-missing': 'error' },
  exit: 1,
  remedies: { 'ca-certs/override-missing': ['SSL_CERT_DIR=/etc/ssl/certs:/etc/ca'] },
});
