import { report } from '../report.ts';

export default report({
  what: 'A private CA in a directory inside /etc/ssl/certs',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'Certificate directories are read, those in them are not.',
  made: ['mkdir etc/ssl/certs/custom && cp $F/corp.pem etc/ssl/certs/custom/', 'cp $F/leaf.pem opt/leaf.pem'],
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/subdirectory-unread': 'warning' },
  exit: 0,
  remedies: {
    'ca-certs/subdirectory-unread': ['SSL_CERT_DIR=/etc/ssl/certs:/etc/ssl/certs/custom'],
  },
});
