import { report } from '../report.ts';

export default report({
  what: 'A private CA among the anchors of RHEL',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'update-ca-trust extract makes the bundle of /etc/pki/ca-trust/source/anchors.',
  root: 'distroless',
  made: [
    'mkdir -p etc/pki/ca-trust/source/anchors && cp $F/corp.pem etc/pki/ca-trust/source/anchors/corp.pem',
    'mkdir -p opt && cp $F/leaf.pem opt/leaf.pem',
  ],
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/anchors-unmerged': 'warning' },
  exit: 0,
  remedies: { 'ca-certs/anchors-unmerged': [':/etc/pki/ca-trust/source/anchors'] },
});
