import { report } from '../report.ts';

export default report({
  what: 'SSL_CERT_DIR=/etc/ca/*',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'No loader expands a pattern: the variable takes the directory.',
  made: ['mkdir etc/ca && cp $F/corp.pem etc/ca/corp.pem && cp $F/leaf.pem opt/'],
  env: { SSL_CERT_DIR: '/etc/ca/*' },
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/override-missing': 'error' },
  exit: 1,
  remedies: { 'ca-certs/override-missing': ['SSL_CERT_DIR=/etc/ca'] },
});
