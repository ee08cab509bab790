import { report } from '../report.ts';

export default report({
  what: 'SSL_CERT_FILE names a CA of its own, in an image without OpenSSL',
  says: [],
  cause:
    'Go takes it and goes on with /etc/ssl/certs: it has both. The file is sound, and a program on OpenSSL, which would have that file alone, is not there.',
  root: 'distroless',
  env: { SSL_CERT_FILE: '/etc/corp/corp.pem' },
  made: ['mkdir etc/corp && cp $F/corp.pem etc/corp/ && mkdir -p opt && cp $F/leaf.pem opt/leaf.pem'],
  args: ['--profile', 'runtime', '--verbose'],
  real: [
    { ask: 'trusts /opt/leaf.pem', fails: false },
    { ask: 'roots 100', fails: false },
  ],
  finds: {},
  exit: 0,
});
