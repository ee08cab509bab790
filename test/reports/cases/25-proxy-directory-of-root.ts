import { inApp } from '../module.ts';

export default inApp({
  what: 'GOPROXY=file:///opt/proxy, and a directory of it may not be read',
  says: ['permission denied'],
  cause: 'The proxy is a directory of root: this user may not read what is in it.',
  made: ['chmod 0700 opt/proxy/example.com/lib/@v'],
  as: { uid: 1000, gid: 1000 },
  env: { GOMODCACHE: '/tmp/mod' },
  real: [{ command: ['go', 'mod', 'download'], fails: true, says: 'permission denied' }],
  finds: { 'go-env/proxy-directory-incomplete': 'error' },
  exit: 1,
  remedies: { 'go-env/proxy-directory-incomplete': ['chmod -R a+rX /opt/proxy/example.com'] },
});
