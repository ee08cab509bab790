import { report } from '../report.ts';

export default report({
  what: 'A private CA that was provided as the distribution wants it',
  says: [],
  cause: 'Nothing is the matter: the bundle has it.',
  made: [
    'cp $F/corp.pem usr/local/share/ca-certificates/corp.crt',
    // What update-ca-certificates does with it.
    'cat $F/corp.pem >>etc/ssl/certs/ca-certificates.crt && cd etc/ssl/certs',
    'ln -s /usr/local/share/ca-certificates/corp.crt corp.pem && ln -s corp.pem "$(openssl x509 -noout -hash -in $F/corp.pem).0" && cd ../../..',
    'cp $F/leaf.pem opt/leaf.pem',
  ],
  real: [
    { ask: 'trusts /opt/leaf.pem', fails: false },
    { command: ['openssl', 'verify', '/opt/leaf.pem'], fails: false },
  ],
  finds: {},
  exit: 0,
});
