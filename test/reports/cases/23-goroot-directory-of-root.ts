import { inModule } from '../module.ts';

export default inModule({
  what: 'A directory of GOROOT that only root may pass',
  says: ['cannot find package'],
  cause: 'What go says misleads: the package is there.',
  made: ['chmod 700 usr/local/go/src/internal'],
  as: { uid: 1000, gid: 1000 },
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'cannot find package' }],
  finds: { 'go-version/goroot-unreadable': 'error' },
  exit: 1,
});
