import { inModule } from '../module.ts';

export default inModule({
  what: 'A GOCACHE on a volume that is full',
  says: ['no space left on device'],
  cause: 'An emptyDir with a sizeLimit, or a cache of a CI that nobody empties.',
  mounts: [{ at: '/cache', options: ['size=64k'], full: true }],
  env: { HOME: '/root', GOCACHE: '/cache' },
  real: [{ command: ['go', 'build', '-o', '/root/a', '.'], fails: true, says: 'no space left on device' }],
  finds: { 'go-env/no-room': 'error' },
  exit: 1,
});
