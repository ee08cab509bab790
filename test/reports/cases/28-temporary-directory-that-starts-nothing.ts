import { inModule } from '../module.ts';

export default inModule({
  what: 'A /tmp in which no program can be started',
  says: ['fork/exec /tmp/go-build1234/b001/exe/app: permission denied'],
  cause:
    'docker run --tmpfs and hardened nodes mount it noexec. go run and go test start there what they built.',
  mounts: [{ at: '/tmp', options: ['noexec', 'mode=1777'] }],
  args: ['--profile', 'build', '--only', 'go-version,go-env,permissions'],
  real: [{ command: ['go', 'run', '.'], fails: true, says: 'fork/exec /tmp/' }],
  finds: { 'permissions/noexec-mount': 'warning' },
  exit: 0,
});
