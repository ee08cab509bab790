import { inModule } from '../module.ts';

export default inModule({
  what: 'A /tmp that is full',
  says: ['no space left on device'],
  cause: 'go writes every build to a directory below TMPDIR. Permissions are right, room is not there.',
  mounts: [{ at: '/tmp', options: ['size=64k'], full: true }],
  env: { HOME: '/root', GOCACHE: '/opt/go-cache' },
  real: [{ command: ['go', 'build', '-o', '/root/a', '.'], fails: true, says: 'no space left on device' }],
  finds: { 'go-env/no-room': 'error' },
  exit: 1,
});
