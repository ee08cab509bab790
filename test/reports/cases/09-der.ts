import { report } from '../report.ts';

export default report({
  what: 'SSL_CERT_FILE names a DER file',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'After it is converted the variable has to name the new file.',
  made: ['cp $F/corp.der etc/ssl/corp.der && cp $F/leaf.pem opt/'],
  env: { SSL_CERT_FILE: '/etc/ssl/corp.der' },
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/der-not-pem': 'error' },
  exit: 1,
  remedies: { 'ca-certs/der-not-pem': ['SSL_CERT_FILE='] },
});
