import { inApp } from '../module.ts';

export default inApp({
  what: 'GOPROXY=off, and the tree of a module in the module cache may not be read',
  says: ['permission denied'],
  cause: 'That a module is in the cache is known by cache/download; what is compiled is the tree beside it.',
  made: ['mkdir -p go/pkg && cp -a $F/modcache go/pkg/mod && chmod 0700 go/pkg/mod/example.com/lib@v1.0.0'],
  as: { uid: 1000, gid: 1000 },
  env: { GOPROXY: 'off' },
  real: [
    { command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: '/go.mod: permission denied' },
  ],
  finds: { 'go-env/module-cache-unreadable': 'error' },
  exit: 1,
  remedies: { 'go-env/module-cache-unreadable': ['chmod -R a+rX /go/pkg/mod'] },
});
