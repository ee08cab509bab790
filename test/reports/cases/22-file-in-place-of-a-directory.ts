import { report } from '../report.ts';

export default report({
  what: 'SSL_CERT_DIR names a file',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'The variable takes directories; one file belongs into SSL_CERT_FILE. Modes are not at fault.',
  made: ['cp $F/corp.pem etc/corp.pem && cp $F/leaf.pem opt/'],
  env: { SSL_CERT_DIR: '/etc/corp.pem' },
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/override-missing': 'error' },
  exit: 1,
  remedies: { 'ca-certs/override-missing': ['SSL_CERT_FILE', '!chmod'] },
});
