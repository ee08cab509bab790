import { report } from '../report.ts';

export default report({
  what: 'A TLS secret as a certificate directory: ca.crt, tls.crt, tls.key',
  says: [],
  cause:
    'Go takes the CA and the certificate of the server, which is no CA. Nothing may be deleted there: the server needs its certificate.',
  made: [
    'mkdir etc/app && cp $F/corp.pem etc/app/ca.crt && cp $F/leaf.pem etc/app/tls.crt && cp $F/key.pem etc/app/tls.key',
  ],
  env: { SSL_CERT_DIR: '/etc/ssl/certs:/etc/app' },
  real: [{ ask: 'trusts /etc/app/tls.crt', fails: false }],
  finds: { 'ca-certs/hash-link-missing': 'warning', 'ca-certs/not-a-ca': 'warning' },
  exit: 0,
  remedies: { 'ca-certs/not-a-ca': ['!rm '] },
});
