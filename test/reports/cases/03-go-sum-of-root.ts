import { inApp } from '../module.ts';

export default inApp({
  what: 'A go.sum that the build user may not read',
  says: ['missing go.sum entry'],
  cause:
    'COPY --chmod=600, or a umask of 077 where the sources were checked out. go takes a go.sum that it may not read for an empty one.',
  made: ['chmod 600 src/go.sum'],
  as: { uid: 1000, gid: 1000 },
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'missing go.sum entry' }],
  finds: { 'go-env/file-unreadable': 'error' },
  exit: 1,
});
