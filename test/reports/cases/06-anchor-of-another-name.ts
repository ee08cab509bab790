import { report } from '../report.ts';

export default report({
  what: 'The same, named corp.pem',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'update-ca-certificates of Debian takes *.crt alone: it was run, and passed over the file.',
  made: ['cp $F/corp.pem usr/local/share/ca-certificates/corp.pem', 'cp $F/leaf.pem opt/leaf.pem'],
  real: [
    { command: ['grep', '-c', "name '\\*.crt'", '/usr/sbin/update-ca-certificates'], fails: false },
    { ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' },
  ],
  finds: { 'ca-certs/anchors-unmerged': 'warning' },
  exit: 0,
  remedies: { 'ca-certs/anchors-unmerged': ['corp.crt && update-ca-certificates'] },
  tells: ['passes over /usr/local/share/ca-certificates/corp.pem'],
});
