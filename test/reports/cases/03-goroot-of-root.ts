import { inModule } from '../module.ts';

export default inModule({
  what: 'A GOROOT whose sources only root may read',
  says: ['permission denied'],
  cause: 'The toolchain was unpacked with a umask of 077, or copied with --chmod: every build fails.',
  made: ['chmod 600 usr/local/go/src/runtime/*.go'],
  as: { uid: 1000, gid: 1000 },
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'permission denied' }],
  finds: { 'go-version/goroot-unreadable': 'error' },
  exit: 1,
});
