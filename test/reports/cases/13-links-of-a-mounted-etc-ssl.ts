import { report } from '../report.ts';

export default report({
  what: 'The /etc/ssl of a SUSE host, mounted over that of the image',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'What is mounted is a link; what it leads to stayed on the host.',
  made: [
    'ln -s ../../var/lib/ca-certificates/ca-bundle.pem $V/ssl/ca-bundle.pem',
    'cp $F/leaf.pem opt/leaf.pem',
  ],
  mounts: [{ at: '/etc/ssl', volume: 'ssl' }],
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/bundle-link-dangling': 'error' },
  exit: 1,
  remedies: { 'ca-certs/bundle-link-dangling': ['mount /var/lib/ca-certificates'] },
  tells: [
    '/etc/ssl/ca-bundle.pem leads to /var/lib/ca-certificates/ca-bundle.pem, which is not in this container',
  ],
});
