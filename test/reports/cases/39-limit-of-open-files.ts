import { report } from '../report.ts';

export default report({
  what: 'A limit of open files that the program needs more of',
  says: ['open /dev/null: too many open files', 'accept tcp [::]:8080: accept4: too many open files'],
  cause:
    'Each connection is a file, too. The limit is that of the runtime of containers, or of its unit of systemd.',
  made: ['mkdir -p srv && cp $F/service.program srv/app'],
  before: 'ulimit -n 64',
  policy: 'limits: { openFiles: 1024 }',
  args: ['--only', 'limits'],
  real: [{ command: ['/srv/app', 'open', '100'], fails: true, says: 'too many open files' }],
  finds: { 'limits/nofile-low': 'error' },
  exit: 1,
  remedies: { 'limits/nofile-low': ['--ulimit nofile=1024:1024'] },
});
