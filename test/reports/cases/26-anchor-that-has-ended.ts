import { report } from '../report.ts';

export default report({
  what: 'A CA of Debian that was never merged and has ended',
  says: ['x509: certificate signed by unknown authority'],
  cause:
    'To merge it would only change the message: "certificate has expired". Its successor is what is missing.',
  made: [
    'mkdir -p usr/local/share/ca-certificates && cp $F/expired.pem usr/local/share/ca-certificates/corp.crt',
    'cp $F/leaf.pem opt/leaf.pem',
  ],
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/anchor-ended': 'warning' },
  exit: 0,
  tells: ['Corp Root CA ended'],
  remedies: { 'ca-certs/anchor-ended': ['the certificate that came after it'] },
});
