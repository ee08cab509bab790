import { report } from '../report.ts';

export default report({
  what: 'A volume with one CA, mounted over /etc/ssl/certs',
  seenAt: [],
  says: ['x509: certificate signed by unknown authority'],
  cause: 'The volume hides the public roots of the image: Go has one root, and no public one is left.',
  made: ['cp $F/corp.pem $V/certs/'],
  mounts: [{ at: '/etc/ssl/certs', volume: 'certs' }],
  real: [{ ask: 'roots 2', fails: true, says: '1 roots' }],
  finds: { 'ca-certs/hidden-by-mount': 'warning', 'ca-certs/hash-link-missing': 'warning' },
  exit: 0,
  tells: ['1 root, from this mount', 'no public root is left'],
});
