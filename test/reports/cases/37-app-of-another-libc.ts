import { report } from '../report.ts';

export default report({
  what: 'A program of Debian on Alpine',
  says: ['exec /srv/app: no such file or directory', 'sh: /srv/app: not found'],
  cause:
    'The file is there. What is not is the loader that it names, that of glibc: the kernel says the same of both.',
  root: 'alpine',
  made: ['mkdir -p srv && cp $B/usr/bin/env srv/app'],
  args: ['--only', 'app', '--app', '/srv/app'],
  real: [
    { command: ['/srv/app'], fails: true, says: 'no such file or directory' },
    { command: ['/bin/sh', '-c', '/srv/app'], fails: true, says: 'not found' },
  ],
  finds: { 'app/loader-missing': 'error' },
  exit: 1,
  remedies: { 'app/loader-missing': ['CGO_ENABLED=0', 'apk add --no-cache gcompat'] },
});
