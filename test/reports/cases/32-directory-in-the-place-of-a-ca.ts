import { report } from '../report.ts';

export default report({
  what: 'A directory with the name of a CA in /etc/ssl/certs',
  says: ['x509: certificate signed by unknown authority'],
  cause:
    'Docker makes a directory where the file that is to be mounted does not exist on the host, and the container starts.',
  made: ['mkdir etc/ssl/certs/corp.pem', 'cp $F/leaf.pem opt/leaf.pem'],
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/not-a-regular-file': 'warning' },
  exit: 0,
  tells: ['/etc/ssl/certs/corp.pem is a directory, not a file'],
});
