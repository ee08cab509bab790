import { report } from '../report.ts';

export default report({
  what: 'A /dev/shm that is too small',
  says: ["dd: error writing '/dev/shm/x': No space left on device"],
  cause: 'Container runtimes give it 64 MiB, whatever the container needs.',
  mounts: [{ at: '/dev/shm', options: ['size=1m'] }],
  policy: 'limits: { sharedMemory: 2MiB }',
  args: ['--only', 'limits'],
  real: [
    {
      command: ['dd', 'if=/dev/zero', 'of=/dev/shm/x', 'bs=1M', 'count=2'],
      fails: true,
      says: "error writing '/dev/shm/x': No space left on device",
    },
  ],
  finds: { 'limits/shm-small': 'error' },
  exit: 1,
  remedies: { 'limits/shm-small': ['--shm-size 2m'] },
});
