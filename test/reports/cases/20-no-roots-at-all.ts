import { report } from '../report.ts';

export default report({
  what: 'An image from scratch without CA certificates',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'Nothing brought a bundle.',
  root: 'empty',
  made: ['cp $F/leaf.pem opt/leaf.pem 2>/dev/null || { mkdir -p opt && cp $F/leaf.pem opt/leaf.pem; }'],
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/bundle-missing': 'error' },
  exit: 1,
});
