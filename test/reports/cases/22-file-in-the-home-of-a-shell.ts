import { report } from '../report.ts';

export default report({
  what: 'SSL_CERT_FILE=~/corp.pem',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'Shells replace the tilde; ENV of a Dockerfile and env of a pod do not.',
  made: ['cp $F/corp.pem root/corp.pem && cp $F/leaf.pem opt/'],
  env: { SSL_CERT_FILE: '~/corp.pem', HOME: '/root' },
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/override-missing': 'error' },
  exit: 1,
  remedies: { 'ca-certs/override-missing': ['SSL_CERT_FILE=/root/corp.pem', '!COPY'] },
});
