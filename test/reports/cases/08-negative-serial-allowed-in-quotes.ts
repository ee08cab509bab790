import { report } from '../report.ts';

export default report({
  what: 'A CA with a negative serial number, and a GODEBUG in quotes',
  says: ['x509: negative serial number'],
  cause: 'Go takes the quotes for a part of the first key and of the last value, and says nothing.',
  made: [
    "openssl req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -set_serial -5 -subj '/CN=Neg' -days 99 -out opt/neg.pem 2>/dev/null",
    'cat opt/neg.pem >>etc/ssl/certs/ca-certificates.crt',
  ],
  env: { GODEBUG: '"http2client=0, x509negativeserial=1"' },
  real: [{ ask: 'trusts /opt/neg.pem', fails: true, says: 'x509: negative serial number' }],
  finds: { 'ca-certs/negative-serial': 'error' },
  exit: 1,
  remedies: { 'ca-certs/negative-serial': ['GODEBUG=http2client=0,x509negativeserial=1'] },
  tells: ['not in this spelling'],
});
