import { inModule } from '../module.ts';

export default inModule({
  what: 'HOME of root in a container of another user',
  says: ['failed to initialize build cache at /root/.cache/go-build: mkdir /root/.cache: permission denied'],
  cause: 'The image or the pod sets HOME, or the user has none and the runtime leaves that of root.',
  env: { HOME: '/root' },
  as: { uid: 1000, gid: 1000 },
  args: ['--profile', 'build', '--only', 'go-version,go-env,permissions'],
  real: [
    {
      command: ['go', 'build', '-o', '/dev/null', '.'],
      fails: true,
      says: 'failed to initialize build cache at',
    },
  ],
  finds: { 'permissions/home-unwritable': 'error' },
  exit: 1,
});
