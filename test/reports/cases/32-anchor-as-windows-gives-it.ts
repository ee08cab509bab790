import { report } from '../report.ts';

export default report({
  what: 'A CA in DER, named .cer, in /usr/local/share/ca-certificates',
  says: ['x509: certificate signed by unknown authority'],
  cause: 'As Windows gives it: of another name than update-ca-certificates takes, and in another format.',
  made: ['cp $F/corp.der usr/local/share/ca-certificates/corp.cer', 'cp $F/leaf.pem opt/leaf.pem'],
  real: [
    { command: ['update-ca-certificates'], fails: false, says: '0 added' },
    { ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' },
  ],
  finds: { 'ca-certs/anchor-unusable': 'warning' },
  exit: 0,
  remedies: {
    'ca-certs/anchor-unusable': [
      'openssl x509 -inform DER -in /usr/local/share/ca-certificates/corp.cer -out /usr/local/share/ca-certificates/corp.crt && update-ca-certificates',
    ],
  },
  tells: ['only *.crt counts'],
});
