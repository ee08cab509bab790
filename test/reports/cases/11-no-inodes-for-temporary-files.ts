import { inModule } from '../module.ts';

export default inModule({
  what: 'A /tmp without an inode left',
  says: ['no space left on device'],
  cause: 'There is room, and no file can be made: df -i shows it.',
  mounts: [{ at: '/tmp', options: ['nr_inodes=1'] }],
  env: { HOME: '/root', GOCACHE: '/opt/go-cache' },
  real: [{ command: ['go', 'build', '-o', '/root/a', '.'], fails: true, says: 'no space left on device' }],
  finds: { 'go-env/no-room': 'error' },
  exit: 1,
});
