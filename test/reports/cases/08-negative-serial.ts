import { report } from '../report.ts';

export default report({
  what: 'A CA with a negative serial number',
  says: ['x509: negative serial number'],
  cause:
    'Go refuses it since 1.23. The certificate is whole, nothing can be put in its place: the CA has to be issued anew, or GODEBUG allows it.',
  made: [
    "openssl req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -set_serial -5 -subj '/CN=Neg' -days 99 -out opt/neg.pem 2>/dev/null",
    'cat opt/neg.pem >>etc/ssl/certs/ca-certificates.crt',
  ],
  env: { GODEBUG: 'http2client=0' },
  real: [{ ask: 'trusts /opt/neg.pem', fails: true, says: 'x509: negative serial number' }],
  finds: { 'ca-certs/negative-serial': 'error' },
  exit: 1,
  remedies: {
    'ca-certs/negative-serial': [
      'GODEBUG=http2client=0,x509negativeserial=1',
      'issued anew',
      '!whole certificate',
    ],
  },
});
