import { report } from '../report.ts';

export default report({
  what: 'A CA with a negative serial number, and the GODEBUG that allows it',
  says: [],
  cause: 'With x509negativeserial=1 Go takes the certificate: nothing is the matter.',
  made: [
    "openssl req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -set_serial -5 -subj '/CN=Neg' -days 99 -out opt/neg.pem 2>/dev/null",
    'cat opt/neg.pem >>etc/ssl/certs/ca-certificates.crt',
  ],
  env: { GODEBUG: 'x509negativeserial=1' },
  real: [{ ask: 'trusts /opt/neg.pem', fails: false }],
  finds: {},
  exit: 0,
});
