import { report } from '../report.ts';

export default report({
  what: 'SSL_CERT_FILE names a PKCS #7 file (.p7b)',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'Go, OpenSSL and Node read PEM. The certificates are in it, and openssl pkcs7 takes them out.',
  made: ['cp $F/corp.p7b etc/ssl/corp.p7b && cp $F/leaf.pem opt/'],
  env: { SSL_CERT_FILE: '/etc/ssl/corp.p7b' },
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/other-format': 'error' },
  exit: 1,
  remedies: { 'ca-certs/other-format': ['openssl pkcs7', 'SSL_CERT_FILE='] },
});
