import { report } from '../report.ts';

export default report({
  what: 'A program with roots inside, in an image from scratch',
  says: [],
  cause:
    'golang.org/x/crypto/x509roots/fallback gives a program the public roots, for systems that have none. What it was built of stands in the program, so it is started.',
  root: 'distroless',
  made: [
    'rm -r etc/ssl',
    'mkdir -p usr/bin && cp $F/rooted.program usr/bin/app && cp $F/leaf.pem opt/leaf.pem',
  ],
  run: ['/usr/bin/app', 'trusts', '/opt/leaf.pem'],
  real: [
    { command: ['/usr/bin/app', 'trusts', '/opt/leaf.pem'], fails: false },
    { ask: 'trusts /opt/leaf.pem', fails: true, says: 'x509: certificate signed by unknown authority' },
  ],
  finds: { 'ca-certs/bundle-missing': 'warning' },
  exit: 0,
  tells: ['inside'],
});
