import { report } from '../report.ts';

export default report({
  what: 'A program that was linked on a newer system',
  says: ["/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_9.34' not found (required by /srv/app)"],
  cause: 'What is linked against a newer glibc asks for functions that an older one does not have.',
  made: ['mkdir -p srv && sed s/GLIBC_2.34/GLIBC_9.34/ usr/bin/env >srv/app && chmod 0755 srv/app'],
  args: ['--only', 'app', '--app', '/srv/app'],
  real: [
    { command: ['/srv/app'], fails: true, says: "version `GLIBC_9.34' not found (required by /srv/app)" },
  ],
  finds: { 'app/symbol-version-missing': 'error' },
  exit: 1,
});
