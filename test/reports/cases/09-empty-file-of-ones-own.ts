import { report } from '../report.ts';

export default report({
  what: 'SSL_CERT_FILE names an empty file',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'It is a file of the user’s own: the distribution’s refresh command does not make it.',
  made: [': >etc/ssl/corp.pem', 'cp $F/leaf.pem opt/'],
  env: { SSL_CERT_FILE: '/etc/ssl/corp.pem' },
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/empty': 'error' },
  exit: 1,
  remedies: { 'ca-certs/empty': ['!update-ca-certificates --fresh'] },
});
