import { report } from '../report.ts';

export default report({
  what: 'A file among the CAs of Debian that this user may not read',
  says: [],
  cause: 'Only root runs update-ca-certificates, and root has read it: that it is not merged cannot be said.',
  made: [
    'mkdir -p usr/local/share/ca-certificates && cp $F/corp.pem usr/local/share/ca-certificates/corp.crt',
    'chmod 0600 usr/local/share/ca-certificates/corp.crt',
  ],
  as: { uid: 1000, gid: 1000 },
  finds: {},
  exit: 0,
});
