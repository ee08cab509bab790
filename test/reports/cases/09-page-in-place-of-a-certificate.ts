import { report } from '../report.ts';

export default report({
  what: 'SSL_CERT_FILE names a web page',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'Whatever fetched it got an error page or a login, and curl without -f does not mind.',
  made: ['cp $F/page.html etc/ssl/corp.pem && cp $F/leaf.pem opt/'],
  env: { SSL_CERT_FILE: '/etc/ssl/corp.pem' },
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/no-certificates': 'error' },
  exit: 1,
});
