import { inApp } from '../module.ts';

export default inApp({
  what: 'A module cache whose directory cache/download belongs to another user',
  says: ['mkdir /go/pkg/mod/cache/download/example.com: permission denied'],
  cause:
    'GOMODCACHE itself may be written, and what go keeps below cache/download may not. The module is nowhere else, so it is an error.',
  made: ['mkdir -p go/pkg/mod/cache/download && chmod 777 go go/pkg go/pkg/mod go/pkg/mod/cache'],
  as: { uid: 1000, gid: 1000 },
  real: [
    {
      command: ['go', 'mod', 'download'],
      fails: true,
      says: 'mkdir /go/pkg/mod/cache/download/example.com: permission denied',
    },
  ],
  finds: { 'go-env/module-cache-unwritable': 'error' },
  exit: 1,
  remedies: { 'go-env/module-cache-unwritable': ['chown -R 1000'] },
  tells: ['/go/pkg/mod/cache/download'],
});
