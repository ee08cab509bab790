import { report } from '../report.ts';

export default report({
  what: 'A service that the kernel ends, since GOMEMLIMIT is above the memory of its container',
  says: ['Killed', 'OOMKilled, exit code 137', 'signal: killed'],
  cause:
    'Its garbage alone is more than the container may use: it is collected at GOMEMLIMIT, which is never reached. With one below the limit the same service runs.',
  made: ['mkdir -p srv && cp $F/service.program srv/app'],
  limits: { memoryBytes: 192 * 2 ** 20 },
  env: { GOMEMLIMIT: '1GiB', GOGC: 'off' },
  before: '/srv/app drop 400 2>/dev/null',
  args: ['--only', 'limits'],
  real: [
    {
      command: ['/bin/sh', '-c', '/srv/app drop 400; code=$?; echo "exit code $code"; exit $code'],
      fails: true,
      says: 'Killed\nexit code 137',
    },
    { command: ['/usr/bin/env', 'GOMEMLIMIT=96MiB', '/srv/app', 'drop', '400'], fails: false },
  ],
  finds: { 'limits/gomemlimit-above-limit': 'warning' },
  informs: ['limits/oom-killed-before'],
  exit: 0,
  remedies: { 'limits/gomemlimit-above-limit': ['GOMEMLIMIT=172MiB'] },
});
