import { report } from '../report.ts';

export default report({
  what: 'A CA in /etc/pki/ca-trust/source itself',
  says: ['x509: certificate signed by unknown authority'],
  cause:
    'Only what is in anchors below it is trusted: of a plain certificate beside that nobody knows what it is for.',
  made: [
    'mkdir -p etc/pki/ca-trust/source/anchors && cp $F/corp.pem etc/pki/ca-trust/source/corp.pem',
    'cp $F/leaf.pem opt/leaf.pem',
  ],
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/anchors-unmerged': 'warning' },
  exit: 0,
  tells: ['takes plain certificates from anchors/ in it alone'],
});
