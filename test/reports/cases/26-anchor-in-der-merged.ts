import { report } from '../report.ts';

export default report({
  what: 'A DER certificate named .crt among the CAs of Debian, and update-ca-certificates was run',
  says: ['x509: certificate signed by unknown authority', 'does not contain exactly one certificate'],
  cause:
    'It is in the bundle, byte by byte, and a link leads to it; nobody reads it. One cause, one finding.',
  made: [
    'mkdir -p usr/local/share/ca-certificates && cp $F/corp.der usr/local/share/ca-certificates/corp.crt',
    'cat $F/corp.der >>etc/ssl/certs/ca-certificates.crt && echo >>etc/ssl/certs/ca-certificates.crt',
    'ln -s /usr/local/share/ca-certificates/corp.crt etc/ssl/certs/corp.pem',
    'cp $F/leaf.pem opt/leaf.pem',
  ],
  real: [{ ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' }],
  finds: { 'ca-certs/anchor-unusable': 'warning' },
  exit: 0,
});
