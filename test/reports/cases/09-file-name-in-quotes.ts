import { report } from '../report.ts';

export default report({
  what: 'SSL_CERT_FILE in quotes, as an env file gives it to docker run',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'docker run --env-file takes quotes for a part of the value. The same path without them is right.',
  made: ['cp $F/corp.pem etc/ssl/corp.pem && cp $F/leaf.pem opt/'],
  env: { SSL_CERT_FILE: '"/etc/ssl/corp.pem"' },
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/override-missing': 'error' },
  exit: 1,
  remedies: { 'ca-certs/override-missing': ['SSL_CERT_FILE=/etc/ssl/corp.pem', '!cp '] },
});
