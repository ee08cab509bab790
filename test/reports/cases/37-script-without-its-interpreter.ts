import { report } from '../report.ts';

export default report({
  what: 'An entrypoint for bash on Alpine',
  says: ['exec /srv/app: no such file or directory'],
  cause: 'Alpine has no bash: the kernel finds no interpreter, and says it of the script.',
  root: 'alpine',
  made: ['mkdir -p srv && printf \'#!/bin/bash\\nexec "$@"\\n\' >srv/app && chmod 0755 srv/app'],
  args: ['--only', 'app', '--app', '/srv/app'],
  real: [{ command: ['/srv/app'], fails: true, says: 'no such file or directory' }],
  finds: { 'app/interpreter-missing': 'error' },
  exit: 1,
  remedies: { 'app/interpreter-missing': ['apk add --no-cache bash'] },
});
