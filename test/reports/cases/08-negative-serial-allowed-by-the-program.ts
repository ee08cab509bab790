import { report } from '../report.ts';

export default report({
  what: 'A CA with a negative serial number, and a program that was built to take it',
  says: [],
  cause:
    'A //go:debug line, a godebug block, a go line before 1.23 or an older Go decided it at the build. The program says so itself (go version -m), and run looks.',
  made: [
    "openssl req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -set_serial -5 -subj '/CN=Neg' -days 99 -out opt/neg.pem 2>/dev/null",
    'cat opt/neg.pem >>etc/ssl/certs/ca-certificates.crt && cp $F/lenient.program usr/bin/app',
  ],
  run: ['/usr/bin/app', 'trusts', '/opt/neg.pem'],
  real: [
    { command: ['/usr/bin/app', 'trusts', '/opt/neg.pem'], fails: false },
    { ask: 'trusts /opt/neg.pem', fails: true, says: 'x509: negative serial number' },
  ],
  finds: {},
  exit: 0,
});
