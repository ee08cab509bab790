import { inApp } from '../module.ts';

export default inApp({
  what: 'GOPROXY=off, and a complete module cache of root that nobody else may look into',
  says: ['permission denied'],
  cause: 'All is there, and this user may not see it: nothing is missing.',
  made: ['mkdir -p go/pkg && cp -a $F/modcache go/pkg/mod && chmod 0700 go/pkg/mod'],
  as: { uid: 1000, gid: 1000 },
  env: { GOPROXY: 'off' },
  args: ['--profile', 'build', '--only', 'go-version,go-env,permissions'],
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'permission denied' }],
  finds: {
    'go-env/module-cache-unreadable': 'error',
    'permissions/not-writable': 'error',
    'permissions/not-searchable': 'error',
  },
  exit: 1,
});
