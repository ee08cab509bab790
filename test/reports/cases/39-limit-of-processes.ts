import { report } from '../report.ts';

export default report({
  what: 'A limit of processes and threads that the program needs more of',
  says: [
    'runtime: failed to create new OS thread (have 40 already; errno=11)',
    'runtime/cgo: pthread_create failed: Resource temporarily unavailable',
    'bash: fork: retry: Resource temporarily unavailable',
    'sh: 1: Cannot fork',
  ],
  cause:
    'The limit counts threads, too. It is that of docker run --pids-limit, or of the kubelet for each pod.',
  made: ['mkdir -p srv && cp $F/service.program srv/app && cp $F/service-of-c.program srv/app-of-c'],
  limits: { pids: 64 },
  policy: 'limits: { processes: 512 }',
  args: ['--only', 'limits'],
  real: [
    { command: ['/srv/app', 'threads', '100'], fails: true, says: 'failed to create new OS thread' },
    {
      command: ['/srv/app-of-c', 'threads', '100'],
      fails: true,
      says: 'pthread_create failed: Resource temporarily unavailable',
    },
    {
      command: ['/bin/sh', '-c', 'i=0; while [ $i -lt 100 ]; do sleep 5 & i=$((i + 1)); done'],
      fails: true,
      says: 'Cannot fork',
    },
  ],
  finds: { 'limits/pids-low': 'error' },
  exit: 1,
  remedies: { 'limits/pids-low': ['--pids-limit 512'] },
});
