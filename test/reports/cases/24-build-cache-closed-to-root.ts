import { inModule } from '../module.ts';

export default inModule({
  what: 'The build cache of a user, and a root without capabilities',
  says: ['permission denied'],
  cause:
    'An image that was built as another user, run as root with capabilities: drop [ALL]: root may not write to what belongs to that user.',
  made: ['mkdir -p cache/go && chown -R 1000:1000 cache'],
  env: { GOCACHE: '/cache/go' },
  withoutCapabilities: true,
  args: ['--profile', 'build', '--only', 'go-env,permissions'],
  real: [
    {
      command: ['go', 'build', '-o', '/dev/null', '.'],
      fails: true,
      says: 'permission denied',
    },
  ],
  finds: { 'permissions/not-writable': 'error' },
  exit: 1,
});
