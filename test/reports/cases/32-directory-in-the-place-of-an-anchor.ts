import { report } from '../report.ts';

export default report({
  what: 'A directory with the name of a CA in /usr/local/share/ca-certificates',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'The same mount of a missing file, where update-ca-certificates passes over it without a word.',
  made: ['mkdir usr/local/share/ca-certificates/corp.crt', 'cp $F/leaf.pem opt/leaf.pem'],
  real: [
    { command: ['update-ca-certificates'], fails: false, says: '0 added' },
    { ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' },
  ],
  finds: { 'ca-certs/anchor-unusable': 'warning' },
  exit: 0,
  tells: ['/usr/local/share/ca-certificates/corp.crt is a directory'],
});
