import { report } from '../report.ts';

export default report({
  what: 'SSL_CERT_FILE holds a list of files',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'It takes one file; SSL_CERT_DIR takes a list, of directories.',
  made: ['cp $F/corp.pem etc/ssl/corp.pem && cp $F/leaf.pem opt/'],
  env: { SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt:/etc/ssl/corp.pem' },
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/override-missing': 'error' },
  exit: 1,
});
