import { report } from '../report.ts';

export default report({
  what: 'su to the user of a service',
  says: ['This account is currently not available.'],
  cause: 'passwd names nologin as the shell of the user, and su gives the command to that.',
  root: 'debian',
  made: ["mkdir -p srv && printf '#!/bin/sh\\n' >srv/app && chmod 0755 srv/app"],
  args: ['--only', 'app'],
  policy: 'app: { command: [su, nobody, -c, /srv/app] }\n',
  real: [
    {
      command: ['su', 'nobody', '-c', '/srv/app'],
      fails: true,
      says: 'This account is currently not available',
    },
    { command: ['su', '-s', '/bin/sh', 'nobody', '-c', '/srv/app'], fails: false },
  ],
  finds: { 'app/no-login-shell': 'error' },
  exit: 1,
});
