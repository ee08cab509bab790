import { report } from '../report.ts';

export default report({
  what: 'A CA in /etc/ssl/certs beside a bundle without it',
  says: ['unable to get local issuer certificate'],
  cause: 'Go reads the directory too and trusts it; OpenSSL finds it by the hash name that it lacks.',
  made: ['cp $F/corp.pem etc/ssl/certs/corp.pem && cp $F/leaf.pem opt/leaf.pem'],
  real: [
    { ask: 'trusts /opt/leaf.pem', fails: false },
    {
      command: ['openssl', 'verify', '/opt/leaf.pem'],
      fails: true,
      says: 'unable to get local issuer certificate',
    },
  ],
  finds: { 'ca-certs/hash-link-missing': 'warning' },
  exit: 0,
});
