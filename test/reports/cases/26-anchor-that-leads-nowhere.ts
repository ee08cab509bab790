import { report } from '../report.ts';

export default report({
  what: 'A link among the CAs of Debian that leads nowhere',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'update-ca-certificates looks for files: it passes over the link without a word.',
  made: [
    'mkdir -p usr/local/share/ca-certificates && ln -s /run/secrets/corp.pem usr/local/share/ca-certificates/corp.crt',
    'cp $F/leaf.pem opt/leaf.pem',
  ],
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/anchor-unusable': 'warning' },
  exit: 0,
  tells: ['is a link to /run/secrets/corp.pem, which is not there'],
});
