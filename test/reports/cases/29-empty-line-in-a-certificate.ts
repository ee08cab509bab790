import { report } from '../report.ts';

export default report({
  what: 'An empty line in a CA file of the company',
  says: ['PEM lib'],
  cause:
    'A template or a mail left an empty line before END CERTIFICATE. Go reads over it, OpenSSL stops there and has none of the file.',
  made: ["sed 's/^-----END/\\n&/' $F/corp.pem >etc/corp.pem && cat $F/other.pem >>etc/corp.pem"],
  env: { SSL_CERT_FILE: '/etc/corp.pem' },
  real: [
    { ask: 'roots 1', fails: false },
    {
      command: ['openssl', 'verify', '-CAfile', '/etc/corp.pem', '/etc/corp.pem'],
      fails: true,
      says: 'PEM lib',
    },
  ],
  finds: { 'ca-certs/runtimes-disagree': 'warning' },
  exit: 0,
  remedies: { 'ca-certs/runtimes-disagree': ['out of /etc/corp.pem', '!update-ca-certificates'] },
});
